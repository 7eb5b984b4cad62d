import type { ReactNode } from 'react'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'

export type FacetLink = { key: string; text: ReactNode; count: number; to: string; isSet: boolean }

/** One filter as a list of links: each is an address of its own, and the one that is set takes itself away. */
export function Facet({
  title,
  links,
  clear,
  line = [],
}: {
  title: string
  links: readonly FacetLink[]
  clear: string | undefined
  /** What the choice lies in, from the widest down to itself. */
  line?: readonly Omit<FacetLink, 'count'>[]
}) {
  const t = useT()
  const { number } = useFormat()
  if (links.length === 0 && clear === undefined) return null
  return (
    <section className="facet">
      <h2>{title}</h2>
      <ul>
        {clear === undefined ? null : (
          <li>
            <A to={clear}>{t('search.allOf')}</A>
          </li>
        )}
        {line.map(({ key, text, to, isSet }) => (
          <li key={key}>
            <A to={to} aria-current={isSet ? 'true' : undefined}>
              {text}
            </A>
          </li>
        ))}
        {links.map(({ key, text, count, to, isSet }) => (
          <li key={key}>
            <A to={to} aria-current={isSet ? 'true' : undefined}>
              {text} <span className="n">{number(count)}</span>
            </A>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One filter whose values are words, each with its count. `to(undefined)` takes it away. */
export function ChoiceFacet<Value extends string>({
  title,
  asked,
  choices,
  textOf,
  to,
}: {
  title: string
  asked: Value | undefined
  choices: readonly { value: Value; count: number }[]
  textOf: (value: Value) => ReactNode
  to: (value: Value | undefined) => string
}) {
  return (
    <Facet
      title={title}
      clear={asked === undefined ? undefined : to(undefined)}
      links={choices.map(({ value, count }) => ({
        key: value,
        text: textOf(value),
        count,
        to: to(value),
        isSet: value === asked,
      }))}
    />
  )
}

/** How many of these filters are set. */
export const setFacets = <Facet extends string>(
  names: readonly Facet[],
  ask: Readonly<Record<Facet, string | undefined>>,
): number => names.filter((name) => ask[name] !== undefined).length

/** Filters beside the results; folded away above them on a phone, where the results are what people came for. */
export function Filters({ setCount, children }: { setCount: number; children: ReactNode }) {
  const t = useT()
  return (
    <aside className="filters" aria-label={t('search.filters')}>
      <details open={setCount > 0 ? true : undefined}>
        <summary>{setCount === 0 ? t('search.filters') : t('search.filtersSet', { count: setCount })}</summary>
        {children}
      </details>
    </aside>
  )
}

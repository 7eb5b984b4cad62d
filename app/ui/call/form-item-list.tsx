import type { ReactNode } from 'react'
import type { FormItem } from '#app/domain/call/form-item.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** What the application form asks, in its order; `action`: what may be done with each. */
export function FormItemList({
  items,
  action,
}: {
  items: readonly FormItem[]
  action?: (item: FormItem, index: number) => ReactNode
}) {
  return (
    <ol className="needs">
      {items.map((item, index) => (
        <li key={item.code}>
          <strong>
            <Typed>{item.title}</Typed>
          </strong>{' '}
          <FormItemFacts item={item} items={items} />
          {action?.(item, index)}
        </li>
      ))}
    </ol>
  )
}

function FormItemFacts({ item, items }: { item: FormItem; items: readonly FormItem[] }) {
  const t = useT()
  const condition = useConditionText(items)
  const { kind, isRequired, hint, options, columns, shownIf } = item
  return (
    <>
      {t(`application.kind.${kind}`)}
      {kind === 'TEXT' ? ` · ${t('form.limit', { max: item.maxChars })}` : null}
      {kind === 'ROWS' ? ` · ${t('application.rowsAtMost', { max: item.rowsMax })}` : null}
      {isRequired ? null : ` · ${t('common.optional')}`}
      {hint === '' ? null : (
        <span className="hint">
          <Typed>{hint}</Typed>
        </span>
      )}
      {options.length === 0 ? null : (
        <span className="hint">
          <Typed>{options.join(' / ')}</Typed>
        </span>
      )}
      {columns.length === 0 ? null : (
        <span className="hint">
          <Typed>{columns.join(' / ')}</Typed>
        </span>
      )}
      {shownIf === null ? null : <span className="hint">{condition(shownIf)}</span>}
    </>
  )
}

/** Which earlier item, by its number, and which answer to it. */
export function useConditionText(items: readonly Pick<FormItem, 'code' | 'kind'>[]) {
  const t = useT()
  return ({ code, answer }: { code: string; answer: string }): string => {
    const index = items.findIndex((item) => item.code === code)
    const isYesNo = items[index]?.kind === 'YES_NO'
    const words = isYesNo ? t(answer === 'yes' ? 'application.yes' : 'application.no') : answer
    return t('application.onlyIf', { number: index + 1, answer: words })
  }
}

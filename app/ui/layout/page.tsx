import type { ReactNode } from 'react'
import { GoneForm } from '#app/ui/form/gone.tsx'
import { A } from '#app/ui/link.tsx'
import { useT } from '#app/i18n/provider.tsx'
import { Typed } from '#app/ui/typed.tsx'

export type Crumb = { to: string; text: string }

/** The inside of every page: crumbs, then the sheets. `width`: reading measure or the whole page. */
export function Page({ crumbs, children }: { crumbs?: readonly Crumb[]; children: ReactNode }) {
  const t = useT()
  return (
    <>
      {crumbs === undefined || crumbs.length === 0 ? (
        <div className="crumbs" />
      ) : (
        <nav className="crumbs" aria-label={t('common.nav.crumbs')}>
          {crumbs.map(({ to, text }, index) => (
            <span key={to}>
              {index === 0 ? null : <span aria-hidden="true">› </span>}
              {/* The title of a call or a project is in whatever language it was typed. */}
              <A to={to}>{/\p{Script=Han}/u.test(text) ? <Typed>{text}</Typed> : text}</A>{' '}
            </span>
          ))}
        </nav>
      )}
      <GoneForm />
      {children}
    </>
  )
}

/** One white sheet of paper on the ground. */
export function Sheet({ children, labelledBy }: { children: ReactNode; labelledBy?: string }) {
  return (
    <section className="sheet" aria-labelledby={labelledBy}>
      {children}
    </section>
  )
}

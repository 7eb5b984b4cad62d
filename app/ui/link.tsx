import type { AnchorHTMLAttributes } from 'react'
import { useHref } from '#app/i18n/provider.tsx'

/** A plain link in the reader's language. `to` is a path of http/paths.ts. */
export function A({ to, children, ...rest }: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const href = useHref()
  return (
    <a href={href(to)} {...rest}>
      {children}
    </a>
  )
}

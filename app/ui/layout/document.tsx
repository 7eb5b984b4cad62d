import { Links, Meta } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useLocale } from '#app/i18n/provider.tsx'
import look from '#app/ui/look.css?url'

/**
 * The whole document. No framework script: pages are made on the server and work without JavaScript; the modules under
 * /enhance add comfort where it runs (docs/decisions/no-hydration.md).
 */
export function Document({ children }: { children: ReactNode }) {
  const locale = useLocale()
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
        <link rel="stylesheet" href={look} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <script type="module" src="/enhance/main.js" />
        {import.meta.env.DEV ? <script type="module" src="/@vite/client" /> : null}
      </head>
      <body>{children}</body>
    </html>
  )
}

import { Links, Meta, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { isPrivate } from '#app/http/private-paths.ts'
import { locales, localize, withoutLocale } from '#app/i18n/locale.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import look from '#app/ui/look.css?url'

/**
 * The whole document. No framework script: pages are made on the server and work without JavaScript; the modules under
 * /enhance add comfort where it runs (docs/decisions/no-hydration.md). `siteUrl` is absent where nothing could be read.
 */
export function Document({ siteUrl, children }: { siteUrl: string | undefined; children: ReactNode }) {
  const locale = useLocale()
  const path = withoutLocale(useLocation().pathname)
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
        {isPrivate(path) ? (
          <meta name="robots" content="noindex" />
        ) : siteUrl === undefined ? null : (
          <Shared path={path} siteUrl={siteUrl} />
        )}
        <link rel="stylesheet" href={look} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <script type="module" src="/enhance/main.js" />
        {import.meta.env.DEV ? <script type="module" src="/@vite/client" /> : null}
      </head>
      <body>{children}</body>
    </html>
  )
}

/** Which page this is, whatever was added to its address, where it is in the other language, and how it looks when it is sent on. */
function Shared({ path, siteUrl }: { path: string; siteUrl: string }) {
  const t = useT()
  const locale = useLocale()
  const here = siteUrl + localize(path, locale)
  return (
    <>
      <link rel="canonical" href={here} />
      {locales.map((language) => (
        <link key={language} rel="alternate" hrefLang={language} href={siteUrl + localize(path, language)} />
      ))}
      <link rel="alternate" hrefLang="x-default" href={siteUrl + path} />
      <meta property="og:site_name" content={t('common.site.name')} />
      <meta property="og:type" content="website" />
      <meta property="og:url" content={here} />
      <meta property="og:locale" content={locale === 'en' ? 'en_US' : 'zh_CN'} />
      <meta property="og:image" content={`${siteUrl}/share.png`} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}

import { pageLoader } from '#app/http/page.server.ts'
import { privatePaths } from '#app/http/private-paths.ts'
import { siteAddress } from '#app/http/sitemap.server.ts'
import { paths } from '#app/http/paths.ts'
import { localize } from '#app/i18n/locale.ts'

/** What search engines are asked to leave out, in both languages, and where the list of pages is. */
export const loader = pageLoader({ may: 'anyone' }, () => {
  const lines = [
    'User-agent: *',
    ...privatePaths.flatMap((path) => [`Disallow: ${path}`, `Disallow: ${localize(path, 'en')}`]),
    `Disallow: ${paths.search()}?`,
    `Disallow: ${localize(paths.search(), 'en')}?`,
    '',
    `Sitemap: ${siteAddress(paths.sitemap())}`,
    '',
  ]
  return Promise.resolve(
    new Response(lines.join('\n'), {
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
    }),
  )
})

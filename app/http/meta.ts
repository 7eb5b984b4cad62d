import type { MetaFunction } from '@remix-run/node'
import { localeOf } from '#app/i18n/locale.ts'
import { type Translate, translator } from '#app/i18n/translate.ts'

/** `<title>` of a page: what it is, then the site. `data` is the loader's view, absent when the page was refused. */
export const pageMeta =
  <View>(
    title: (t: Translate, view: View) => string,
    description?: (t: Translate, view: View) => string,
  ): MetaFunction =>
  ({ data, location }) => {
    const t = translator(localeOf(location.pathname))
    const site = t('common.site.name')
    if (data === undefined) return [{ title: site }]
    const view = data as View
    return [
      { title: `${title(t, view)} · ${site}` },
      ...(description === undefined ? [] : [{ name: 'description', content: description(t, view) }]),
    ]
  }

import { newsKey } from '#app/domain/follow/news.ts'
import { atomText, tagUri } from '#app/domain/search/atom.ts'
import { localize } from '#app/i18n/locale.ts'
import { translateDynamic, translator } from '#app/i18n/translate.ts'
import type { Followed } from '#app/services/follow/queries/news.server.ts'
import { readNews } from '#app/services/follow/queries/news.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { freshText } from './fresh-text.server.ts'
import { publicUrl } from './session.server.ts'

type Thing = Followed & { title: string; body: { zh: string; en: string }; createdAt: Date; page: string; feed: string }

const newsInFeed = 40

/** The latest public events of a project or a call as a feed, the same for everybody. */
export async function newsFeed(ctx: Context, request: Request, thing: Thing): Promise<Response> {
  const news = await readNews(ctx.db, thing, newsInFeed)
  const t = translator(ctx.locale)
  const base = publicUrl().replace(/\/$/, '')
  const at = (path: string, locale = ctx.locale) => base + localize(path, locale)
  const other = ctx.locale === 'en' ? 'zh-CN' : 'en'
  const changedAt = news[0]?.at ?? thing.createdAt
  const author = ctx.locale === 'en' && thing.body.en !== '' ? thing.body.en : thing.body.zh
  const text = atomText({
    id: tagUri(new URL(base).hostname, `${ctx.locale}${thing.feed}`),
    title: t('follow.feed.title', { title: thing.title }),
    subtitle: t('follow.feed.subtitle'),
    author: t('common.site.name'),
    language: ctx.locale,
    selfUrl: at(thing.feed),
    pageUrl: at(thing.page),
    other: { url: at(thing.feed, other), language: other },
    updatedAt: changedAt,
    entries: news.map(({ id, type, at: happenedAt, milestoneTitle }) => {
      const what = translateDynamic(ctx.locale, newsKey(type)) ?? type
      return {
        id: `urn:uuid:${id}`,
        title: milestoneTitle === null ? what : t('follow.feed.entry', { what, title: milestoneTitle }),
        summary: thing.title,
        url: at(thing.page),
        author,
        language: ctx.locale,
        category: { term: type, label: what },
        publishedAt: happenedAt,
        updatedAt: happenedAt,
      }
    }),
  })
  return freshText(request, { text, mediaType: 'application/atom+xml; charset=utf-8', changedAt })
}

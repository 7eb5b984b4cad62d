import { useLoaderData } from '@remix-run/react'
import { saveSearchSchema } from '#app/domain/saved-search/schema.ts'
import { followedQuery, readSearchAsk } from '#app/domain/search/ask.ts'
import { defaultName } from '#app/http/default-name.server.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { isSaved } from '#app/services/saved-search/queries/saved-searches.server.ts'
import { saveSearch } from '#app/services/saved-search/save-search.server.ts'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { PaceField } from '#app/ui/search/pace-field.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { searchEngine } from '#search/query/engine.server.ts'

/** The address is the search's own: whoever must sign in first comes back to it. */
const askedOf = (url: URL) => readSearchAsk(url.searchParams)

export const loader = pageLoader({ may: 'signedIn' }, async ({ ctx, url }) => {
  const asked = askedOf(url)
  const [name, saved] = await Promise.all([defaultName(ctx, asked), isSaved(ctx, asked)])
  return { name, isSaved: saved, query: followedQuery(asked) }
})

export const action = pageAction(
  { may: 'signedIn' },
  {
    save: on(saveSearchSchema, async ({ ctx, url, input }) => {
      const outcome = await saveSearch(ctx, searchEngine(), askedOf(url), input)
      return outcome.ok ? redirectWithToast(ctx, paths.savedSearches(), 'saved-search.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('saved-search.create.title'))

export default function SaveSearch() {
  const { name, isSaved: saved, query } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', { name, pace: 'DAILY' })
  return (
    <Page crumbs={[{ to: paths.search() + query, text: t('search.title') }]}>
      <Sheet>
        <h1>{t('saved-search.create.title')}</h1>
        {saved && !form.wasRefused ? (
          <p>
            {t('saved-search.keep.saved')} <A to={paths.savedSearches()}>{t('saved-search.keep.manage')}</A>
          </p>
        ) : (
          <>
            <p>
              {t('saved-search.create.lead')}{' '}
              <A to={paths.search() + query}>
                <Typed>{name}</Typed>
              </A>
            </p>
            <PostForm form={form}>
              <TextField form={form} name="name" label={t('saved-search.label.name')} maxLength={80} />
              <PaceField form={form} hint />
              <Submit>{t('saved-search.save')}</Submit>
            </PostForm>
          </>
        )}
      </Sheet>
    </Page>
  )
}

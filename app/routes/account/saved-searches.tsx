import { useLoaderData } from '@remix-run/react'
import { changeSearchSchema, removeSearchSchema } from '#app/domain/saved-search/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readSavedSearches, type SavedSearchRow } from '#app/services/saved-search/queries/saved-searches.server.ts'
import { changeSearch, removeSearch } from '#app/services/saved-search/save-search.server.ts'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { FollowLinks } from '#app/ui/search/follow-links.tsx'
import { PaceField } from '#app/ui/search/pace-field.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { searchEngine } from '#search/query/engine.server.ts'

export const loader = pageLoader({ may: 'signedIn' }, async ({ ctx }) => ({ searches: await readSavedSearches(ctx) }))

export const action = pageAction(
  { may: 'signedIn' },
  {
    change: on(changeSearchSchema, async ({ ctx, input }) => {
      const outcome = await changeSearch(ctx, searchEngine(), input)
      return outcome.ok ? redirectWithToast(ctx, paths.savedSearches(), 'saved-search.toast.changed') : outcome
    }),
    remove: on(removeSearchSchema, async ({ ctx, input: { searchId } }) => {
      const outcome = await removeSearch(ctx, searchId)
      return outcome.ok ? redirectWithToast(ctx, paths.savedSearches(), 'saved-search.toast.removed') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('saved-search.title'))

export default function SavedSearches() {
  const { searches } = useLoaderData<typeof loader>() as { searches: SavedSearchRow[] }
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.account(), text: t('account.page.title') }]}>
      <Sheet>
        <h1>{t('saved-search.title')}</h1>
        <p>{searches.length === 0 ? t('saved-search.empty') : t('saved-search.lead')}</p>
        {searches.length === 0 ? null : <p className="hint">{t('saved-search.hint')}</p>}
        <A className="button quiet" to={paths.search()}>
          {t('saved-search.toSearch')}
        </A>
      </Sheet>
      {searches.map((search) => (
        <OneSearch key={search.id} search={search} />
      ))}
    </Page>
  )
}

function OneSearch({ search: { id, name, of, query, pace, version, savedAt, toldAt } }: { search: SavedSearchRow }) {
  const t = useT()
  const { instant } = useFormat()
  const change = useRowForm('change', 'searchId', id, { name, pace })
  const remove = useFormState('remove')
  return (
    <Sheet>
      <h2>
        <A to={paths.search() + query}>
          <Typed>{name}</Typed>
        </A>
      </h2>
      <ul className="meta">
        <li>{t(`saved-search.pace.${pace}`)}</li>
        <li>{t('saved-search.savedAt', { when: instant(savedAt) })}</li>
        <li>
          {toldAt === undefined ? t('saved-search.notTold') : t('saved-search.toldAt', { when: instant(toldAt) })}
        </li>
      </ul>
      <FollowLinks of={of} query={query} />
      <details open={change.wasRefused}>
        <summary>{t('saved-search.changeTitle')}</summary>
        <PostForm form={change} version={version} label={name}>
          <input type="hidden" name="searchId" value={id} />
          <TextField form={change} name="name" label={t('saved-search.label.name')} maxLength={80} />
          <PaceField form={change} />
          <Submit>{t('saved-search.change')}</Submit>
        </PostForm>
        <ActionButton form={remove} quiet fields={{ searchId: id }}>
          {t('saved-search.remove')}
        </ActionButton>
      </details>
    </Sheet>
  )
}

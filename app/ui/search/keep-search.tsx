import type { SearchAsk } from '#app/domain/search/ask.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { A } from '#app/ui/link.tsx'
import { FollowLinks } from './follow-links.tsx'
import { PaceField } from './pace-field.tsx'

/** `name`: what it is called until its reader calls it something else. `query`: its address part. */
export type Keeping = { isSignedIn: boolean; isSaved: boolean; name: string; of: SearchAsk['of']; query: string }

/** Below the results: save this search, or follow it with a feed or, where deadlines are in it, a calendar. */
export function KeepSearch({ keeping: { isSignedIn, isSaved, name, of, query } }: { keeping: Keeping }) {
  const t = useT()
  const href = useHref()
  const form = useFormState('save', { name, pace: 'DAILY' })
  return (
    <aside className="also" aria-labelledby="keep">
      <h3 id="keep">{t('saved-search.keep.title')}</h3>
      {isSaved ? (
        <p>
          {t('saved-search.keep.saved')} <A to={paths.savedSearches()}>{t('saved-search.keep.manage')}</A>
        </p>
      ) : isSignedIn ? (
        <PostForm form={{ ...form, page: href(paths.savedSearchNew() + query) }}>
          <input type="hidden" name="name" value={name} />
          <PaceField form={form} />
          <Submit>{t('saved-search.save')}</Submit>
        </PostForm>
      ) : (
        <p>
          <A to={paths.savedSearchNew() + query}>{t('saved-search.keep.signIn')}</A>
        </p>
      )}
      {isSignedIn ? null : <p>{t('saved-search.keep.follow')}</p>}
      <FollowLinks of={of} query={query} />
      {of === 'projects' ? <p className="hint">{t('saved-search.keep.calendarHint')}</p> : null}
    </aside>
  )
}

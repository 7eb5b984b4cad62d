import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import type { Following } from '#app/services/follow/queries/follows.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

type Thing = { projectNo: string } | { callNo: string }

const pageOf = (thing: Thing) => ('projectNo' in thing ? paths.project(thing.projectNo) : paths.call(thing.callNo))
const feedOf = (thing: Thing) =>
  'projectNo' in thing ? paths.projectFeed(thing.projectNo) : paths.callFeed(thing.callNo)

/** Beside a public page: hear what happens to it by letter, with one press, or by a feed. */
export function FollowSheet({ thing, following }: { thing: Thing; following: Following }) {
  const t = useT()
  const href = useHref()
  const begin = { ...useFormState('follow'), page: href(paths.follows()) }
  const end = { ...useFormState('unfollow'), page: href(paths.follows()) }
  const { isSignedIn, followId, isSilent } = following
  return (
    <Sheet labelledBy="follow">
      <h2 id="follow" className="side-title">
        {t('follow.sheet')}
      </h2>
      {isSignedIn ? (
        followId === null || isSilent ? (
          <>
            <p>{t('follow.what')}</p>
            <ActionButton form={begin} quiet fields={thing}>
              {t('follow.begin')}
            </ActionButton>
          </>
        ) : (
          <>
            <p>
              {t('follow.followed')} <A to={paths.follows()}>{t('follow.title')}</A>
            </p>
            <ActionButton form={end} quiet fields={{ followId }}>
              {t('follow.end')}
            </ActionButton>
          </>
        )
      ) : (
        <p>
          <A to={`${paths.signIn()}?to=${encodeURIComponent(href(pageOf(thing)))}`}>{t('follow.signIn')}</A>
        </p>
      )}
      <p>
        <A to={feedOf(thing)} type="application/atom+xml">
          {t('follow.feed.link')}
        </A>
      </p>
    </Sheet>
  )
}

import { useLoaderData } from '@remix-run/react'
import { followSchema, unfollowSchema } from '#app/domain/follow/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { follow, unfollow } from '#app/services/follow/follow.server.ts'
import { type FollowRow, readFollows } from '#app/services/follow/queries/follows.server.ts'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'signedIn' }, async ({ ctx }) => ({ follows: await readFollows(ctx) }))

/** Also what the buttons of public pages post to: back to the page that was followed from. */
export const action = pageAction(
  { may: 'signedIn' },
  {
    follow: on(followSchema, async ({ ctx, input }) => {
      const outcome = await follow(ctx, input)
      if (!outcome.ok) return outcome
      const back = input.projectNo === undefined ? paths.call(input.callNo ?? '') : paths.project(input.projectNo)
      return redirectWithToast(ctx, back, 'follow.toast.begun')
    }),
    unfollow: on(unfollowSchema, async ({ ctx, input }) => {
      const outcome = await unfollow(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.follows(), 'follow.toast.ended') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('follow.title'))

export default function Follows() {
  const { follows } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.account(), text: t('account.page.title') }]}>
      <Sheet>
        <h1>{t('follow.title')}</h1>
        <p>{follows.length === 0 ? t('follow.empty') : t('follow.lead')}</p>
        <p>
          <A to={paths.projects()}>{t('project.list.public')}</A> · <A to={paths.calls()}>{t('common.nav.calls')}</A>
        </p>
        <ul className="rows">
          {follows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}

function Row({ row: { id, title, projectNo, callNo, isSilent, followedAt, toldAt } }: { row: FollowRow }) {
  const t = useT()
  const { instant } = useFormat()
  const end = useRowForm('unfollow', 'followId', id)
  const again = useRowForm('follow', projectNo === null ? 'callNo' : 'projectNo', projectNo ?? callNo ?? '')
  return (
    <li>
      <h2>
        <A to={projectNo === null ? paths.call(callNo ?? '') : paths.project(projectNo)}>
          <Typed>{title}</Typed>
        </A>
      </h2>
      <ul className="meta">
        <li>{t(projectNo === null ? 'search.kind.call' : 'search.kind.project')}</li>
        <li>{t('follow.since', { when: instant(followedAt) })}</li>
        <li>
          {isSilent
            ? t('follow.silent')
            : toldAt === null
              ? t('saved-search.notTold')
              : t('saved-search.toldAt', { when: instant(toldAt) })}
        </li>
      </ul>
      {isSilent ? (
        <ActionButton form={again} quiet fields={projectNo === null ? { callNo: callNo ?? '' } : { projectNo }}>
          {t('follow.again')}
        </ActionButton>
      ) : null}
      <ActionButton form={end} quiet fields={{ followId: id }}>
        {t('follow.end')}
      </ActionButton>
    </li>
  )
}

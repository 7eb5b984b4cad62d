import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { answerMax, explainForm } from '#app/domain/panel/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import {
  type ClarificationsPage,
  readClarificationsPage,
} from '#app/services/bid/queries/clarifications-page.server.ts'
import { answerClarification } from '#app/services/panel/clarify.server.ts'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ bidId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => ({
  page: orNotFound(await readClarificationsPage(ctx, bidId)),
}))

export const action = pageAction(
  { may: 'organization', params },
  {
    answer: on(explainForm, async ({ ctx, params: { bidId }, input }) => {
      const outcome = await answerClarification(ctx, { bidId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoBidClarifications(bidId), 'review.toast.answered') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('review.own.title'))

export default function ClarificationsView() {
  const { page } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.ngoBids(), text: t('bid.list.title') },
        { to: paths.ngoBid(page.bidId), text: page.call.callNo },
      ]}
    >
      <Sheet>
        <h1>{t('review.own.title')}</h1>
        <p>
          <Typed>{page.call.title}</Typed>
        </p>
        <p>{t('review.own.intro')}</p>
        {page.asked.length === 0 ? <p>{t('review.own.none')}</p> : null}
      </Sheet>
      {page.asked.map((asked) => (
        <Question key={asked.id} asked={asked} />
      ))}
    </Page>
  )
}

function Question({ asked }: { asked: ClarificationsPage['asked'][number] }) {
  const t = useT()
  const td = useDynamicT()
  const format = useFormat()
  const form = useRowForm('answer', 'clarificationId', asked.id)
  return (
    <Sheet>
      <h2>{td(`review.kind.${asked.kind}`)}</h2>
      <TypedText text={asked.question} />
      <p className="hint">{t('review.due', { at: format.instant(asked.dueAt) })}</p>
      {asked.answeredAt === null ? null : (
        <>
          <h3>{t('review.answer', { at: format.instant(asked.answeredAt) })}</h3>
          <TypedText text={asked.answer} />
        </>
      )}
      {asked.mayAnswer ? (
        <PostForm form={form} version={asked.version}>
          <input type="hidden" name="clarificationId" value={asked.id} />
          <TextArea
            form={form}
            name="answer"
            label={t('review.own.answer')}
            hint={t('review.own.answerHint')}
            max={answerMax}
            rows={8}
          />
          <Submit>{t('review.own.submit')}</Submit>
        </PostForm>
      ) : asked.answeredAt === null ? (
        <p className="notice">{t('review.own.late')}</p>
      ) : null}
    </Sheet>
  )
}

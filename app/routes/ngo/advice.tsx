import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { adviceMax, answerAdviceForm } from '#app/domain/venture/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { answerAdvice } from '#app/services/venture/advise.server.ts'
import { readAdvicePage } from '#app/services/venture/queries/venture-bid.server.ts'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { AdviceRounds } from '#app/ui/venture/advice-rounds.tsx'
import { useOwnCrumbs } from '#app/ui/venture/bid-crumbs.ts'

const params = z.object({ bidId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => {
  const page = orNotFound(await readAdvicePage(ctx, bidId))
  return orNotFound(page.rounds.length === 0 ? null : page)
})

export const action = pageAction(
  { may: 'organization', params },
  {
    answer: on(answerAdviceForm, async ({ ctx, params: { bidId }, input }) => {
      const outcome = await answerAdvice(ctx, { bidId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoAdvice(bidId), 'venture.toast.adviceAnswered') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('venture.stage.optimisation'))

export default function OwnAdvice() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={useOwnCrumbs(page)}>
      <Sheet>
        <h1>{t('venture.stage.optimisation')}</h1>
        <p>
          <Typed>{page.call.title}</Typed>
        </p>
        <p>{t('venture.advice.ownLead')}</p>
      </Sheet>
      <AdviceRounds rounds={page.rounds} />
      {page.mayAnswer ? <Answer version={page.version} /> : null}
    </Page>
  )
}

function Answer({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('answer')
  return (
    <Sheet>
      <PostForm form={form} version={version}>
        <TextArea
          form={form}
          name="answer"
          label={t('venture.advice.ownAnswer')}
          hint={t('venture.advice.ownAnswerHint')}
          max={adviceMax}
          rows={8}
        />
        <Submit>{t('venture.advice.ownSubmit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { acceptAdviceForm, adviceMax, adviceSources, adviseForm } from '#app/domain/venture/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { acceptAdvice, advise } from '#app/services/venture/advise.server.ts'
import { type AdvicePage, readAdvicePage } from '#app/services/venture/queries/venture-bid.server.ts'
import { Checkbox, RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { AdviceRounds } from '#app/ui/venture/advice-rounds.tsx'
import { useStageCrumbs } from '#app/ui/venture/bid-crumbs.ts'

const params = z.object({ callId: z.uuid(), bidId: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { callId, bidId } }) => {
  const page = orNotFound(await readAdvicePage(ctx, bidId))
  return orNotFound(page.call.id === callId ? page : null)
})

export const action = pageAction(
  { may: 'officer', params },
  {
    advise: on(adviseForm, async ({ ctx, params: { callId, bidId }, input }) => {
      const { source, nothingToChange, advice } = input
      const outcome = await advise(ctx, { bidId, source, asksChange: !nothingToChange, advice })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAdvice(callId, bidId), 'venture.toast.advised') : outcome
    }),
    accept: on(acceptAdviceForm, async ({ ctx, params: { callId, bidId }, input }) => {
      const outcome = await acceptAdvice(ctx, { bidId, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauAdvice(callId, bidId), 'venture.toast.adviceAccepted')
        : outcome
    }),
  },
)

export const meta = pageMeta<AdvicePage>(
  (t, { organization }) => `${t('venture.stage.optimisation')} · ${organization}`,
)

export default function Advice() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={useStageCrumbs(page)}>
      <Sheet>
        <h1>{t('venture.stage.optimisation')}</h1>
        <p>
          <Typed>{page.organization}</Typed> · <Typed>{page.call.title}</Typed>
        </p>
        <p>{t(page.isFunded ? 'venture.advice.lead' : 'venture.advice.notFunded')}</p>
        {page.isAccepted ? <p>{t('venture.advice.done')}</p> : null}
      </Sheet>
      <AdviceRounds rounds={page.rounds} />
      {page.mayAccept ? <AcceptSheet version={page.version} /> : null}
      {page.mayAdvise ? <AdviseSheet isFirst={page.rounds.length === 0} /> : null}
    </Page>
  )
}

function AcceptSheet({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('accept')
  return (
    <Sheet>
      <p>{t('venture.advice.acceptText')}</p>
      <ActionButton form={form} version={version}>
        {t('venture.advice.accept')}
      </ActionButton>
    </Sheet>
  )
}

function AdviseSheet({ isFirst }: { isFirst: boolean }) {
  const t = useT()
  const form = useFormState('advise', { source: 'PANEL' })
  const title = t(isFirst ? 'venture.advice.give' : 'venture.advice.giveAgain')
  return (
    <Sheet labelledBy="advise">
      <h2 id="advise">{title}</h2>
      <PostForm form={form}>
        <RadioGroup
          form={form}
          name="source"
          label={t('venture.advice.sourceLabel')}
          options={adviceSources.map((value) => ({ value, label: t(`venture.advice.source.${value}`) }))}
        />
        <TextArea
          form={form}
          name="advice"
          label={t('venture.advice.text')}
          hint={t('venture.advice.textHint')}
          max={adviceMax}
          rows={8}
        />
        <Checkbox
          form={form}
          name="nothingToChange"
          label={t('venture.advice.nothing')}
          hint={t('venture.advice.nothingHint')}
        />
        <Submit>{title}</Submit>
      </PostForm>
    </Sheet>
  )
}

import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { parseCode } from '#app/domain/voice/code.ts'
import { answerForm, commentMax } from '#app/domain/voice/schema.ts'
import { refuse } from '#app/domain/shared/outcome.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { answer } from '#app/services/voice/answer.server.ts'
import { readSlip, type Slip } from '#app/services/voice/queries/slip.server.ts'
import { RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ code: z.string().max(40) })

export const loader = pageLoader({ may: 'anyone', params }, ({ ctx, params: { code } }) => readSlip(ctx, code))

export const action = pageAction(
  { may: 'anyone', params },
  {
    answer: on(answerForm, async ({ ctx, params: { code: typed }, input }) => {
      const code = parseCode(typed)
      if (code === undefined) return refuse('voice.unknown')
      const slip = await readSlip(ctx, typed)
      const outcome = await answer(ctx, { code, ...input })
      return outcome.ok ? goTo(ctx, paths.voiceThanks('projectNo' in slip ? slip.projectNo : '')) : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('voice.answer.title'))

export default function VoiceAnswer() {
  const slip = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  if (slip.state !== 'open') return <Closed slip={slip} />
  return (
    <Page>
      <Sheet>
        <h1>{t('voice.answer.title')}</h1>
        <p className="lead-line">
          <strong>
            <Typed>{slip.title}</Typed>
          </strong>
          <br />
          {t('voice.answer.when')} {day(slip.heldOn)}
          <br />
          {t('voice.answer.where')} <Typed>{slip.place}</Typed>
          <br />
          {t('voice.answer.by')} <Typed>{slip.organizationName}</Typed>
          <br />
          {t('voice.answer.of')} <Typed>{slip.projectTitle}</Typed>
        </p>
        <p>{t('voice.answer.privacy')}</p>
        <Questions />
      </Sheet>
    </Page>
  )
}

function Questions() {
  const t = useT()
  const dynamic = useDynamicT()
  const form = useFormState('answer')
  return (
    <div className="big">
      <PostForm form={form}>
        <RadioGroup
          form={form}
          name="score"
          label={t('voice.answer.score')}
          options={['5', '4', '3', '2', '1'].map((value) => ({ value, label: dynamic(`voice.score.${value}`) }))}
        />
        <RadioGroup
          form={form}
          name="knew"
          label={t('voice.answer.knew')}
          hint={t('voice.answer.knewHint')}
          options={[
            { value: 'yes', label: t('voice.answer.yes') },
            { value: 'no', label: t('voice.answer.no') },
            { value: 'unsaid', label: t('voice.answer.unsaid') },
          ]}
        />
        <TextArea
          form={form}
          name="comment"
          label={t('voice.answer.comment')}
          hint={t('voice.answer.commentHint')}
          optional
          max={commentMax}
          rows={4}
        />
        <Submit>{t('voice.answer.send')}</Submit>
      </PostForm>
    </div>
  )
}

/** Said kindly: whoever comes here holds a slip and means well. */
function Closed({ slip }: { slip: Exclude<Slip, { state: 'open' }> }) {
  const t = useT()
  const { day } = useFormat()
  const values = {
    heldOn: 'heldOn' in slip ? day(slip.heldOn) : '',
    lastDay: 'lastDay' in slip ? day(slip.lastDay) : '',
    minutes: 'minutes' in slip ? slip.minutes : 0,
  }
  return (
    <Page>
      <Sheet>
        <h1>{t(`voice.answer.state.${slip.state === 'open' ? 'used' : slip.state}`)}</h1>
        <p>{t(`voice.answer.explain.${slip.state === 'open' ? 'used' : slip.state}`, values)}</p>
        <div className="big">
          <p>
            <A className="button" to={paths.voice()}>
              {t('voice.answer.again')}
            </A>
          </p>
        </div>
        {'projectNo' in slip ? (
          <p>
            <A to={paths.project(slip.projectNo)}>{t('voice.answer.projectPage')}</A>
          </p>
        ) : null}
      </Sheet>
    </Page>
  )
}

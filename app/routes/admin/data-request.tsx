import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { answerMax, dataAnswerForm, dataOutcomes } from '#app/domain/privacy/data-request.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { translateDynamic } from '#app/i18n/translate.ts'
import { answerDataRequest } from '#app/services/privacy/answer-request.server.ts'
import { readDataRequest } from '#app/services/privacy/queries/data-requests.server.ts'
import { SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { RequestContent } from '#app/ui/privacy/request-content.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { AdminPage } from './admin-page.tsx'

const params = z.object({ id: z.uuid() })
const chosen = z.enum(dataOutcomes).optional().catch(undefined)

/** `?begin=DONE`: the answer begins with the words for that outcome, in the language of who asks. */
export const loader = pageLoader({ may: 'administrator', params }, async ({ ctx, url, params: { id } }) => {
  const request = orNotFound(await readDataRequest(ctx, id))
  const outcome = chosen.parse(url.searchParams.get('begin') ?? undefined)
  const answer =
    outcome === undefined ? '' : (translateDynamic(request.locale, `privacy.request.template.${outcome}`) ?? '')
  return { ...request, begin: { outcome: outcome ?? '', answer } }
})

export const action = pageAction(
  { may: 'administrator', params },
  {
    answer: on(dataAnswerForm, async ({ ctx, input, params: { id } }) => {
      const outcome = await answerDataRequest(ctx, { ...input, id })
      return outcome.ok ? redirectWithToast(ctx, paths.adminDataRequests(), 'privacy.request.toast.answered') : outcome
    }),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta<View>((t) => t('privacy.request.admin.title'))

export default function DataRequestPage() {
  const request = useLoaderData<typeof loader>()
  const t = useT()
  const { day, instant } = useFormat()
  return (
    <AdminPage crumbs={[{ to: paths.adminDataRequests(), text: t('privacy.request.admin.title') }]}>
      <Sheet>
        <h1>{t('privacy.request.standing', { requestNo: request.requestNo })}</h1>
        <ul className="meta">
          <li>
            {t('privacy.request.admin.confirmedAt')} {instant(request.confirmedAt)}
          </li>
          <li>
            {t('privacy.request.admin.due')} {day(request.dueOn)}
          </li>
          {request.asker === null ? null : (
            <li className="breakable">
              {t('privacy.request.admin.from')}{' '}
              {request.asker.name === '' ? t('privacy.request.admin.noName') : <Typed>{request.asker.name}</Typed>}{' '}
              {request.asker.email}
            </li>
          )}
        </ul>
        <RequestContent request={request} />
      </Sheet>
      {request.answer === null ? <Answer request={request} /> : <Answered answer={request.answer} />}
    </AdminPage>
  )
}

function Answer({ request }: { request: View }) {
  const t = useT()
  const form = useFormState('answer', request.begin)
  const language = request.locale === 'en' ? t('account.locale.EN') : t('account.locale.ZH_CN')
  return (
    <Sheet labelledBy="answer">
      <h2 id="answer">{t('privacy.request.admin.answerTitle')}</h2>
      <p>{t('privacy.request.admin.answerLead', { language })}</p>
      <nav className="tabs" aria-label={t('privacy.request.admin.templates')}>
        {dataOutcomes.map((outcome) => (
          <A
            key={outcome}
            to={`${paths.adminDataRequest(request.id)}?begin=${outcome}`}
            aria-current={request.begin.outcome === outcome ? 'true' : undefined}
          >
            {t(`privacy.request.outcome.${outcome}`)}
          </A>
        ))}
      </nav>
      <PostForm form={form} version={request.version}>
        <SelectField
          form={form}
          name="outcome"
          label={t('privacy.request.admin.outcomeLabel')}
          placeholder={t('privacy.request.choose')}
          options={dataOutcomes.map((value) => ({ value, label: t(`privacy.request.outcome.${value}`) }))}
        />
        <TextArea form={form} name="answer" label={t('privacy.request.admin.answerLabel')} max={answerMax} rows={12} />
        <Submit>{t('privacy.request.admin.send')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Answered({ answer }: { answer: NonNullable<View['answer']> }) {
  const t = useT()
  const { instant } = useFormat()
  return (
    <Sheet labelledBy="answer">
      <h2 id="answer">{t('privacy.request.admin.answerTitle')}</h2>
      <Tag tone="plain">{t(`privacy.request.outcome.${answer.outcome}`)}</Tag>
      <ul className="meta">
        <li>
          <Typed>{t('privacy.request.admin.answeredBy', { name: answer.by })}</Typed>
        </li>
        <li>{instant(answer.at)}</li>
      </ul>
      {answer.text === '' ? <p>{t('privacy.request.admin.erased')}</p> : <TypedText text={answer.text} />}
    </Sheet>
  )
}

import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { acceptForm, declineForm, handoverReasonMax } from '#app/domain/handover/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { answerHandover } from '#app/services/award/handover/ask-reserve.server.ts'
import { type HandoverOffer, readHandoverOffer } from '#app/services/award/handover/queries/handover-page.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { HandoverTag } from '#app/ui/handover/handover-tag.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readHandoverOffer(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    accept: on(acceptForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await answerHandover(ctx, { handoverId: id, accepts: true, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoHandover(id), 'handover.toast.accepted') : outcome
    }),
    decline: on(declineForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await answerHandover(ctx, { handoverId: id, accepts: false, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoHandover(id), 'handover.toast.declined') : outcome
    }),
  },
)

export const meta = pageMeta<HandoverOffer>((t, { title }) => `${t('handover.offer.title')} · ${title}`)

export default function NgoHandover() {
  const offer = useLoaderData<typeof loader>()
  const t = useT()
  const { money, day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.ngoProjects(), text: t('project.mine') }]}>
      <Sheet>
        <HandoverTag state={offer.state} />
        <h1>{t('handover.offer.title')}</h1>
        <p>
          {t('handover.offer.lead', { title: offer.title, projectNo: offer.projectNo, body: offer.body })}{' '}
          <A to={paths.project(offer.projectNo)}>{t('handover.offer.old')}</A>
        </p>
        <p>
          <strong>
            {offer.isLate
              ? t('handover.offer.late')
              : t(`handover.offer.state.${offer.state}`, { day: day(offer.answerBy) })}
          </strong>{' '}
          {offer.projectId === null ? null : (
            <A to={paths.ngoProject(offer.projectId)}>{t('handover.offer.project')}</A>
          )}
        </p>
        <Figures
          items={[
            { label: t('handover.offer.money'), value: money(offer.amountFen) },
            {
              label: t('project.period'),
              value: t('handover.offer.term', { from: day(offer.startsOn), to: day(offer.endsOn) }),
            },
          ]}
        />
        <TypedText text={offer.reason} />
        <h2>{t('handover.offer.plan')}</h2>
        <Plan offer={offer} />
      </Sheet>
      {offer.may.accept || offer.may.decline ? <Answer offer={offer} /> : null}
    </Page>
  )
}

function Plan({ offer }: { offer: HandoverOffer }) {
  const t = useT()
  const { money, day } = useFormat()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('handover.offer.milestone')}</th>
          <th scope="col">{t('handover.offer.aims')}</th>
          <th scope="col">{t('handover.offer.due')}</th>
          <th scope="col" className="num">
            {t('handover.offer.money')}
          </th>
        </tr>
      </thead>
      <tbody>
        {offer.plan.map((milestone, index) => (
          <tr key={index}>
            <th scope="row">
              <Typed>{milestone.title}</Typed>
              <br />
              <small>
                <Typed>{milestone.deliverable}</Typed>
              </small>
            </th>
            <td data-label={t('handover.offer.aims')}>
              {milestone.indicators.length === 0 ? '—' : null}
              {milestone.indicators.map(({ name, unit, target }) => (
                <div key={name}>
                  <Typed>
                    {name} {target} {unit}
                  </Typed>
                </div>
              ))}
            </td>
            <td data-label={t('handover.offer.due')}>{day(milestone.dueOn)}</td>
            <td className="num" data-label={t('handover.offer.money')}>
              {money(milestone.amountFen)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Answer({ offer }: { offer: HandoverOffer }) {
  const t = useT()
  const accept = useFormState('accept', { answer: '' })
  const decline = useFormState('decline', { answer: '' })
  return (
    <Sheet labelledBy="answer">
      {offer.may.accept ? (
        <>
          <h2 id="answer">{t('handover.offer.accept')}</h2>
          <p>{t('handover.offer.acceptLead')}</p>
          <PostForm form={accept} version={offer.version}>
            <TextArea
              form={accept}
              name="answer"
              label={t('handover.offer.answer')}
              optional
              max={handoverReasonMax}
              rows={3}
            />
            <Submit>{t('handover.offer.accept')}</Submit>
          </PostForm>
        </>
      ) : (
        <h2 id="answer">{t('handover.offer.decline')}</h2>
      )}
      <details open={decline.wasRefused || !offer.may.accept ? true : undefined}>
        <summary>{t('handover.offer.decline')}</summary>
        <p>{t('handover.offer.declineLead')}</p>
        <PostForm form={decline} version={offer.version}>
          <TextArea
            form={decline}
            name="answer"
            label={t('handover.offer.declineReason')}
            max={handoverReasonMax}
            rows={3}
          />
          <Submit quiet>{t('handover.offer.decline')}</Submit>
        </PostForm>
      </details>
      <p className="hint">{t('handover.offer.waits')}</p>
    </Sheet>
  )
}

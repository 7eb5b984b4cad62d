import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { sampleScoreForm } from '#app/domain/panel/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readSamplePage, type SamplePage } from '#app/services/panel/queries/sample-page.server.ts'
import { scoreSample } from '#app/services/panel/score-sample.server.ts'
import { Field } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Scroll } from '#app/ui/scroll.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ callId: z.uuid() })

export const loader = pageLoader({ may: 'expert', params }, async ({ ctx, params: { callId } }) => ({
  page: orNotFound(await readSamplePage(ctx, callId)),
}))

export const action = pageAction(
  { may: 'expert', params },
  {
    score: on(sampleScoreForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await scoreSample(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.panel(callId), 'panel.toast.sampleScored') : outcome
    }),
  },
)

export const meta = pageMeta<{ page: SamplePage }>((t, { page }) => `${t('panel.sample.title')} · ${page.call.title}`)

export default function Sample() {
  const { page } = useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  return (
    <Page
      crumbs={[
        { to: paths.panels(), text: t('panel.inbox.title') },
        { to: paths.panel(page.call.id), text: page.call.title },
      ]}
    >
      <Sheet>
        <h1>{t('panel.sample.title')}</h1>
        <p>{t('panel.sample.why')}</p>
        <h2>
          <Typed>{page.title}</Typed>
        </h2>
        <TypedText text={page.text} />
      </Sheet>
      {page.mayScore ? (
        <ScoreSample page={page} />
      ) : (
        <Sheet>
          {page.submittedAt === null ? (
            <p>{t('panel.sample.notScored')}</p>
          ) : (
            <>
              <h2>{t('panel.sample.mine')}</h2>
              <p>{t('panel.sample.scoredAt', { at: format.instant(page.submittedAt) })}</p>
              <ul className="meta">
                {page.criteria.map(({ id, title, points, maxPoints }) => (
                  <li key={id}>
                    <Typed>{title}</Typed> {points} / {maxPoints}
                  </li>
                ))}
              </ul>
            </>
          )}
          <p>
            <A to={paths.panel(page.call.id)}>{t('panel.desk.back')}</A>
          </p>
        </Sheet>
      )}
      {page.spread === null ? null : <SpreadTable page={page} spread={page.spread} />}
    </Page>
  )
}

function ScoreSample({ page }: { page: SamplePage }) {
  const t = useT()
  const form = useFormState('score')
  return (
    <Sheet labelledBy="score">
      <h2 id="score">{t('panel.sample.score')}</h2>
      <PostForm form={form}>
        {page.criteria.map(({ id: criterionId, title, guidance, anchors, maxPoints }, index) => (
          <section key={criterionId} aria-labelledby={`c-${criterionId}`}>
            <h3 id={`c-${criterionId}`}>
              <Typed>{title}</Typed>
            </h3>
            {guidance === '' ? null : (
              <p className="hint">
                {t('panel.desk.guidance')} <Typed>{guidance}</Typed>
              </p>
            )}
            {anchors.length === 0 ? null : (
              <ul className="hint">
                {anchors.map((line) => (
                  <li key={line}>
                    <Typed>{line}</Typed>
                  </li>
                ))}
              </ul>
            )}
            <input type="hidden" name={`scores[${index}].criterionId`} value={criterionId} />
            <Field
              form={form}
              name={`scores[${index}].points`}
              label={t('panel.desk.points')}
              hint={t('panel.desk.pointsHint', { max: maxPoints })}
            >
              {({ id, describedBy, invalid }) => (
                <input
                  type="text"
                  inputMode="decimal"
                  autoComplete="off"
                  className="short num"
                  required
                  id={id}
                  name={`scores[${index}].points`}
                  defaultValue={form.value(`scores[${index}].points`)}
                  aria-describedby={describedBy}
                  aria-invalid={invalid}
                />
              )}
            </Field>
          </section>
        ))}
        <p className="hint">{t('panel.sample.once')}</p>
        <Submit>{t('panel.sample.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

/** For the chair: what each judge gave the sample, and how far they are apart. */
function SpreadTable({ page, spread }: { page: SamplePage; spread: NonNullable<SamplePage['spread']> }) {
  const t = useT()
  const rows = [
    ...page.criteria.map(({ title, maxPoints }, index) => ({
      title,
      max: maxPoints,
      marks: spread.judges.map(({ points }) => points[index] ?? ''),
      apart: spread.criteria[index] ?? null,
    })),
    {
      title: t('award.result.total'),
      max: null,
      marks: spread.judges.map(({ total }) => total),
      apart: spread.total,
    },
  ]
  return (
    <Sheet labelledBy="spread">
      <h2 id="spread">{t('panel.sample.spread')}</h2>
      <p>{t('panel.sample.spreadIntro')}</p>
      {spread.waiting.length === 0 ? null : (
        <p className="notice">{t('panel.sample.waiting', { codes: spread.waiting.join(' ') })}</p>
      )}
      <Scroll label={t('panel.sample.spread')}>
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('panel.desk.criterion')}</th>
              {spread.judges.map(({ code }) => (
                <th scope="col" className="num" key={code}>
                  {code}
                </th>
              ))}
              <th scope="col" className="num">
                {t('panel.sample.meanColumn')}
              </th>
              <th scope="col" className="num">
                {t('panel.sample.rangeColumn')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ title, max, marks, apart }, row) => (
              <tr key={row}>
                <th scope="row">
                  {max === null ? title : <Typed>{title}</Typed>}{' '}
                  {max === null ? null : <small>{t('panel.desk.outOf', { max })}</small>}
                </th>
                {spread.judges.map(({ code }, index) => (
                  <td className="num" key={code} data-label={code}>
                    {marks[index]}
                  </td>
                ))}
                <td className="num" data-label={t('panel.sample.meanColumn')}>
                  {apart?.mean ?? '—'}
                </td>
                <td className="num" data-label={t('panel.sample.rangeColumn')}>
                  <strong>{apart?.range ?? '—'}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Sheet>
  )
}

import { useLoaderData } from '@remix-run/react'
import { proposeForm, reportMax } from '#app/domain/inspection/content.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { proposeLate } from '#app/services/inspection/conclude.server.ts'
import { readInspectionBoard, type ReportLine } from '#app/services/inspection/queries/inspection.server.ts'
import { TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { ReportTag } from '#app/ui/inspection.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx, url }) => readInspectionBoard(ctx, url.searchParams))

export const action = pageAction(
  { may: 'body' },
  {
    propose: on(proposeForm, async ({ ctx, input }) => {
      const outcome = await proposeLate(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauInspection(), 'inspection.toast.proposed') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('inspection.board.title'))

export default function InspectionBoard() {
  const { years, year, group, rows, counts, isRegistry, mayPropose, next } = useLoaderData<typeof loader>()
  const t = useT()
  const at = (change: { year?: number; group?: string; after?: string }) => {
    const asked = { year: String(change.year ?? year), group: change.group ?? group, after: change.after ?? '' }
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '' && value !== 'all'))
    return `${paths.bureauInspection()}?${query}`
  }
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('inspection.board.title')}</h1>
        <p>{t(isRegistry ? 'inspection.board.lead' : 'rating.board.notRegistry')}</p>
        {years.length < 2 ? null : (
          <nav aria-label={t('inspection.board.years')}>
            <ul className="areas">
              {years.map((each) => (
                <li key={each}>
                  <A className="button quiet" to={at({ year: each })} aria-current={each === year || undefined}>
                    {String(each)}
                  </A>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </Sheet>
      {isRegistry ? (
        <Sheet labelledBy="reports">
          <h2 id="reports">{t('inspection.yearOf', { year: String(year) })}</h2>
          <p>{t('inspection.board.counts', counts)}</p>
          <nav aria-label={t('inspection.board.which')}>
            <ul className="areas">
              {(['all', 'waiting', 'missing'] as const).map((each) => (
                <li key={each}>
                  <A className="button quiet" to={at({ group: each })} aria-current={each === group || undefined}>
                    {t(`inspection.board.group.${each}`)}
                  </A>
                </li>
              ))}
            </ul>
          </nav>
          {rows.length === 0 ? <p>{t('inspection.board.none')}</p> : null}
          <ul className="rows">
            {rows.map((row) => (
              <Line key={row.id} row={row} mayPropose={mayPropose} />
            ))}
          </ul>
          {next === undefined ? null : (
            <p>
              <A to={at({ after: next })}>{t('inspection.board.more')}</A>
            </p>
          )}
        </Sheet>
      ) : null}
    </Page>
  )
}

function Line({ row, mayPropose }: { row: ReportLine; mayPropose: boolean }) {
  const t = useT()
  const { day } = useFormat()
  const form = useRowForm('propose', 'reportId', row.id)
  return (
    <li>
      <h3>
        <A to={paths.bureauAnnualReport(row.id)}>
          <Typed>{row.organizationName}</Typed>
        </A>
      </h3>
      <ul className="meta">
        <li>
          <ReportTag report={row} />
        </li>
        <li>{t('inspection.due', { day: day(row.dueOn) })}</li>
        {row.isLate && !row.isMissing ? <li>{t('inspection.late')}</li> : null}
        {row.isProposed ? <li>{t('inspection.board.proposed')}</li> : null}
      </ul>
      {row.isLate && !row.isProposed && mayPropose ? (
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('inspection.board.propose')}</summary>
          <PostForm form={form}>
            <p>{t('inspection.board.proposeLead')}</p>
            <input type="hidden" name="reportId" value={row.id} />
            <TextArea form={form} name="summary" label={t('credit.form.summary')} max={reportMax.reason} rows={3} />
            <TextField form={form} name="documentNo" label={t('credit.form.documentNo')} autoComplete="off" />
            <Submit quiet>{t('inspection.board.propose')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </li>
  )
}

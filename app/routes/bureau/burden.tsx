import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type BoardOrganization, readBurdenBoard } from '#app/services/burden/queries/burden.server.ts'
import { BurdenDefinitions, BurdenTable, ChooseQuarter } from '#app/ui/burden/burden-parts.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { FileLinks } from '#app/ui/ledger/file-links.tsx'
import { A } from '#app/ui/link.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx, url: { searchParams } }) =>
  readBurdenBoard(ctx, {
    quarter: searchParams.get('quarter'),
    by: searchParams.get('by'),
    after: searchParams.get('after'),
  }),
)

export const meta = pageMeta((t) => t('burden.board.title'))

export default function BurdenBoardPage() {
  const { quarterOn, quarters, askedById, organizations, next, bodies, tasks, kinds } = useLoaderData<typeof loader>()
  const t = useT()
  const { number } = useFormat()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('burden.board.title')}</h1>
        <p>{t('burden.board.lead')}</p>
        {tasks.count === 0 ? null : (
          <p className="hint">
            {t('burden.board.tasks', { count: number(tasks.count), forms: number(tasks.formsPerMonth) })}{' '}
            <A to={paths.taskAdmissions()}>{t('burden.board.taskLink')}</A>
          </p>
        )}
        <ChooseQuarter action={paths.bureauBurden()} quarterOn={quarterOn} quarters={quarters}>
          <div className="field">
            <label htmlFor="by">{t('burden.body')}</label>
            <select id="by" name="by" defaultValue={askedById ?? ''}>
              <option value="">{t('burden.board.everybody')}</option>
              {bodies.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        </ChooseQuarter>
      </Sheet>
      <Sheet labelledBy="organizations">
        <h2 id="organizations">{t('burden.organization')}</h2>
        {organizations.length === 0 ? <p>{t('burden.board.none')}</p> : null}
        <ul className="rows">
          {organizations.map((row) => (
            <Organization key={row.id} row={row} />
          ))}
        </ul>
        <Pager next={next} />
        {organizations.length === 0 ? null : (
          <FileLinks
            to={(format) => paths.bureauBurden(format)}
            query={`?quarter=${quarterOn}${askedById === null ? '' : `&by=${askedById}`}`}
            label={t('burden.board.files')}
          />
        )}
      </Sheet>
      {bodies.length === 0 ? null : (
        <Sheet labelledBy="bodies">
          <h2 id="bodies">{t('burden.board.bodies')}</h2>
          <BurdenTable rows={bodies} of={t('burden.body')} caption={t('burden.board.bodies')} />
        </Sheet>
      )}
      <BurdenDefinitions kinds={kinds} />
    </Page>
  )
}

function Organization({ row }: { row: BoardOrganization }) {
  const t = useT()
  const { number } = useFormat()
  return (
    <li>
      <h3>
        <A to={paths.organization(row.id)}>
          <Typed>{row.name}</Typed>
        </A>
      </h3>
      <ul className="meta">
        <li>
          <strong>
            {t('burden.papers')} {number(row.papers)}
          </strong>
        </li>
        <li>
          {t('burden.owed')} {number(row.owed)}
        </li>
        <li>{t('burden.fieldsOf', { fields: number(row.fields), prefilled: number(row.prefilled) })}</li>
      </ul>
      <ul className="meta">
        {row.bodies.map(({ name, papers }) => (
          <li key={name}>
            <Mixed text={t('burden.board.by', { name, count: number(papers) })} />
          </li>
        ))}
      </ul>
    </li>
  )
}

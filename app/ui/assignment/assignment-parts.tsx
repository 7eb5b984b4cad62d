import { useT } from '#app/i18n/provider.tsx'
import type { AssignmentLine, AssignmentPage } from '#app/services/assignment/queries/assignments.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const tones = { PROPOSED: 'wait', ISSUED: 'open', DONE: 'plain', DROPPED: 'plain' } as const

export function AssignmentTag({ line }: { line: Pick<AssignmentLine, 'state' | 'isOverdue'> }) {
  const t = useT()
  if (line.isOverdue) return <Tag tone="due">{t('assignment.overdue')}</Tag>
  return <Tag tone={tones[line.state]}>{t(`assignment.state.${line.state}`)}</Tag>
}

/** The matrix: each task with who leads, who helps, by when and how far it is. */
export function AssignmentTable({ rows, to }: { rows: readonly AssignmentLine[]; to: (id: string) => string }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <table className="stack">
      <thead>
        <tr>
          {(['task', 'leadBody', 'co', 'due', 'stateColumn'] as const).map((key) => (
            <th key={key} scope="col">
              {t(`assignment.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <A to={to(row.id)}>
                <Typed>{row.title}</Typed>
              </A>
              {row.kind === 'PLAN' ? null : (
                <span className="hint">
                  {t('assignment.kind.SUPERVISION')} · <Typed>{row.organizationName}</Typed>
                </span>
              )}
            </th>
            <td data-label={t('assignment.leadBody')}>
              <Mixed text={row.leadName} />
            </td>
            <td data-label={t('assignment.co')}>
              {row.coNames.length === 0 ? t('assignment.coNone') : <Mixed text={row.coNames.join(' · ')} />}
            </td>
            <td className="day short" data-label={t('assignment.due')}>
              {day(row.dueOn)}
            </td>
            <td className="short" data-label={t('assignment.stateColumn')}>
              <AssignmentTag line={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What it is, who is in it, and what each body wrote. */
export function AssignmentSheets({ page }: { page: AssignmentPage }) {
  const t = useT()
  const { day, dayOfInstant } = useFormat()
  const isDropped = page.state === 'DROPPED'
  return (
    <>
      <Sheet>
        <h1>
          <Typed>{page.title}</Typed>
        </h1>
        <p>
          <AssignmentTag line={page} />
        </p>
        <ul className="meta">
          <li>{t(`assignment.kind.${page.kind}`)}</li>
          <li>
            <Mixed text={t('assignment.office', { name: page.officeName })} />
          </li>
          <li>{t('assignment.dueOn', { day: day(page.dueOn) })}</li>
          {page.closedOn === null ? null : (
            <li>{t(isDropped ? 'assignment.droppedOn' : 'assignment.closedOn', { day: day(page.closedOn) })}</li>
          )}
          <li>
            <Mixed cites text={t('assignment.document', { document: page.documentNo })} />
          </li>
        </ul>
        <dl className="facts">
          <div>
            <dt>{t('assignment.leadBody')}</dt>
            <dd>
              <Mixed text={page.leadName} />
            </dd>
          </div>
          <div>
            <dt>{t('assignment.co')}</dt>
            <dd>{page.coNames.length === 0 ? t('assignment.coNone') : <Mixed text={page.coNames.join(' · ')} />}</dd>
          </div>
          {page.organizationName === null ? null : (
            <div>
              <dt>{t('assignment.about')}</dt>
              <dd>
                <Typed>{page.organizationName}</Typed>
              </dd>
            </div>
          )}
        </dl>
        {page.recordSummary === null ? null : (
          <p>
            <Mixed text={t('assignment.record', { summary: page.recordSummary })} />
          </p>
        )}
        <TypedText text={page.content} />
        {page.result === '' ? null : (
          <>
            <h2>{t(isDropped ? 'assignment.end.reason' : 'assignment.result')}</h2>
            <TypedText text={page.result} />
          </>
        )}
      </Sheet>
      {page.state === 'PROPOSED' ? null : (
        <Sheet labelledBy="notes">
          <h2 id="notes">{t('assignment.notes')}</h2>
          {page.notes.length === 0 ? <p>{t('assignment.notesNone')}</p> : null}
          <ul className="rows">
            {page.notes.map((note) => (
              <li key={note.id}>
                <h3>{note.bodyName}</h3>
                <TypedText text={note.text} />
                <ul className="meta">
                  <li>{dayOfInstant(note.writtenAt)}</li>
                  {note.isFinished ? <li>{t('assignment.finished')}</li> : null}
                </ul>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}

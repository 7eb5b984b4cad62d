import type { ReactNode } from 'react'
import { useT } from '#app/i18n/provider.tsx'
import type { TaskView } from '#app/services/task/queries/tasks.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedCites } from '#app/ui/typed.tsx'

/** A task or request that is sent down, with what comes with it and the work it makes. */
export function TaskRow({ task, children }: { task: TaskView; children?: ReactNode }) {
  const t = useT()
  const { money, day, number, dayOfInstant } = useFormat()
  const share = `${task.shareBps / 100}%`
  return (
    <li>
      <h3>
        <Typed>{task.title}</Typed>
      </h3>
      <ul className="meta">
        <li>
          <Tag tone={task.isAdmitted === null ? 'wait' : task.isAdmitted ? 'open' : 'plain'}>
            {t(task.isAdmitted === null ? 'task.waiting' : task.isAdmitted ? 'task.admitted' : 'task.refused')}
          </Tag>
        </li>
        <li>{task.taskNo}</li>
        <li>{t(`task.kind.${task.kind}`)}</li>
        <li>
          <Typed>{task.department}</Typed>
        </li>
        <li>{task.regionName}</li>
        <li>{t('task.span', { from: day(task.startsOn), to: day(task.endsOn) })}</li>
      </ul>
      <p>
        <Typed>{task.content}</Typed>
      </p>
      <p>{t('task.burden', { hours: number(task.hoursPerMonth), forms: number(task.formsPerMonth) })}</p>
      <p>
        {task.fundsFen === '0'
          ? t('task.moneyNone', { share })
          : t('task.money', { funds: money(task.fundsFen), share })}
      </p>
      <p className="hint">
        {t('task.basis')} <TypedCites text={task.legalBasis} />
      </p>
      {task.decidedAt === null ? null : (
        <p className="hint">
          {t('task.decidedBy', { body: task.bodyName, day: dayOfInstant(task.decidedAt) })}{' '}
          <Typed>{task.decisionReason}</Typed>
        </p>
      )}
      {children}
    </li>
  )
}

import type { ReactNode } from 'react'
import type { BidPart } from '#app/domain/bid/ready.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Missing } from './problems.tsx'
import type { BidTasksView } from './tasks-view.ts'

export function DraftTasks({ view: { head, tasks, saved, may, allowsConsortium } }: { view: BidTasksView }) {
  const t = useT()
  const format = useFormat()
  if (tasks === undefined) return null
  const { id } = head
  const required = [
    tasks.answers,
    ...(tasks.form === undefined ? [] : [tasks.form]),
    tasks.budget,
    ...(tasks.files.isRequired ? [tasks.files] : []),
    ...(tasks.partners.count > 0 ? [tasks.partners] : []),
  ]
  const complete = required.filter(({ state }) => state === 'COMPLETE' || state === 'OPTIONAL').length
  const missing = (part: BidPart) => (
    <Missing problems={tasks.problems.filter((problem) => problem.part === part)} bidId={id} />
  )
  return (
    <>
      {head.call.isTaking && !head.call.isSuspended ? null : (
        <p className="notice">{t(head.call.isSuspended ? 'bid.tasks.suspended' : 'bid.tasks.tooLate')}</p>
      )}
      <p>{t('bid.tasks.progress', { done: complete, of: required.length })}</p>
      <ul className="tasks">
        <Task
          to={paths.ngoBidAnswers(id)}
          state={tasks.answers.state}
          name={t('bid.tasks.answers')}
          below={tasks.answers.state === 'IN_PROGRESS' ? missing('answers') : null}
        >
          {t('bid.tasks.answered', { done: tasks.answers.answered, of: tasks.answers.of })}
        </Task>
        {tasks.form === undefined ? null : (
          <Task
            to={paths.ngoBidForm(id)}
            state={tasks.form.state}
            name={t('application.title')}
            below={tasks.form.state === 'IN_PROGRESS' ? missing('form') : null}
          >
            {t('bid.tasks.answered', { done: tasks.form.answered, of: tasks.form.of })}
          </Task>
        )}
        <Task
          to={paths.ngoBidBudget(id)}
          state={tasks.budget.state}
          name={t('bid.tasks.budget')}
          below={tasks.budget.state === 'IN_PROGRESS' ? missing('budget') : null}
        />
        {allowsConsortium ? (
          <Task
            to={paths.ngoBidPartners(id)}
            state={tasks.partners.state}
            name={t('application.partners.title')}
            below={missing('partners')}
          />
        ) : null}
        <Task to={paths.ngoBidFiles(id)} state={tasks.files.state} name={t('bid.tasks.files')} below={missing('files')}>
          {tasks.files.count === 0 ? null : t('bid.tasks.fileCount', { count: tasks.files.count })}
        </Task>
        <Task
          to={paths.ngoBidSeal(id)}
          state={tasks.isReady ? 'READY' : 'NOT_READY'}
          name={may.seal ? t('bid.tasks.seal') : t('bid.tasks.check')}
        />
      </ul>
      <p className="hint">
        {saved === undefined ? null : (
          <>
            {t('bid.tasks.saved', { time: format.instant(saved.at) })} <Typed>{saved.by}</Typed>
          </>
        )}
      </p>
      <p>{may.seal ? t('bid.tasks.youSeal') : t('bid.tasks.certifierSeals')}</p>
      {may.discard ? (
        <p>
          <A to={paths.ngoBidWithdraw(id)}>{t('bid.tasks.discard')}</A>
        </p>
      ) : null}
    </>
  )
}

type TaskProps = { to: string; state: string; name: string; children?: ReactNode; below?: ReactNode }

/** `below`: what it still wants. */
function Task({ to, state, name, children, below }: TaskProps) {
  const dynamic = useDynamicT()
  const isPlain = state === 'COMPLETE' || state === 'OPTIONAL' || state === 'NOT_READY'
  return (
    <li>
      <div>
        <A to={to}>{name}</A> {children === undefined ? null : <small>{children}</small>}
        {below}
      </div>
      {isPlain ? (
        <span>{dynamic(`bid.task.${state}`)}</span>
      ) : (
        <Tag tone={state === 'READY' ? 'open' : 'wait'}>{dynamic(`bid.task.${state}`)}</Tag>
      )}
    </li>
  )
}

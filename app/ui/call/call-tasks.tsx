import { type Finding, findingKey } from '#app/domain/call/linter/finding.ts'
import type { PartState } from '#app/domain/call/linter/part-states.ts'
import type { CallPart } from '#app/domain/call/linter/sheet.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { BureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'
import { useFindingText } from './finding-text.ts'

/** What is done and what is not; a completed part is plain words, one that needs attention has a tag. */
export function CallTasks({ call }: { call: BureauCall }) {
  const t = useT()
  return (
    <Sheet labelledBy="tasks">
      <h2 id="tasks">{t('call.bureau.tasks')}</h2>
      <p>{t('call.bureau.complete', { done: call.done, all: call.all })}</p>
      <ul className="tasks">
        {call.parts.map(({ part, state }) => (
          <li key={part}>
            <span className="what">
              {call.may.edit ? <A to={partPath(call.id, part)}>{t(`call.part.${part}`)}</A> : t(`call.part.${part}`)}
              <ProblemLines problems={call.problems.filter((problem) => problem.part === part)} />
            </span>
            <span className="is">
              {state === 'attention' || state === 'notStarted' ? (
                <Tag tone={partTones[state]}>{t(`call.partState.${state}`)}</Tag>
              ) : (
                t(`call.partState.${state}`)
              )}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function ProblemLines({ problems }: { problems: readonly Finding[] }) {
  const t = useT()
  const text = useFindingText()
  return problems.map((problem) => (
    <small key={findingKey(problem)}>
      {problem.level === 'error' ? text(problem) : t('call.bureau.warning', { text: text(problem) })}
    </small>
  ))
}

const partTones: Record<PartState, Tone> = { done: 'plain', attention: 'wait', notStarted: 'plain', optional: 'plain' }

const partPages: Partial<Record<CallPart, (id: string) => string>> = {
  conditions: paths.bureauCallConditions,
  criteria: paths.bureauCallCriteria,
  form: paths.bureauCallForm,
  matching: paths.bureauCallMatching,
  posts: paths.bureauCallPosts,
  fees: paths.bureauCallFees,
  plan: paths.bureauCallPlan,
  documents: paths.bureauCallDocuments,
  keyholders: paths.bureauCallKeyholders,
}
/** Parts without a page of their own stand on the page of the call's terms. */
const partPath = (id: string, part: CallPart): string => partPages[part]?.(id) ?? `${paths.bureauCallEdit(id)}#${part}`

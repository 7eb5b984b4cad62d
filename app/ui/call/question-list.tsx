import type { QuestionView } from '#app/services/call/queries/questions.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { TypedText } from '#app/ui/typed.tsx'

/** Questions with their answers, and nobody's name. */
export function QuestionList({ questions }: { questions: readonly QuestionView[] }) {
  const t = useT()
  const { dayOfInstant } = useFormat()
  return (
    <ol className="plain-list">
      {questions.map(({ id, text, askedAt, answer, answeredAt }) => (
        <li key={id}>
          <h3>
            {t('call.questions.asked')} <small className="note">{dayOfInstant(askedAt)}</small>
          </h3>
          <TypedText text={text} />
          {answeredAt === null ? (
            <p className="note">{t('call.questions.waiting')}</p>
          ) : (
            <>
              <h3>
                {t('call.questions.answer')} <small className="note">{dayOfInstant(answeredAt)}</small>
              </h3>
              <TypedText text={answer} />
            </>
          )}
        </li>
      ))}
    </ol>
  )
}

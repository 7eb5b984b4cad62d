import { useT } from '#app/i18n/provider.tsx'
import type { FormAnswerView } from '#app/services/bid/queries/form-view.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

type FileTo = ((fileId: string) => string) | undefined

/** Answers to the call's application form, each under what was asked. */
export function FormAnswers({ answers, fileTo }: { answers: readonly FormAnswerView[]; fileTo?: FileTo }) {
  return answers.map((answer) => (
    <section key={answer.code} className="answer">
      <h3>
        <Typed>{answer.title}</Typed>
      </h3>
      <Answered answer={answer} fileTo={fileTo} />
    </section>
  ))
}

export function Answered({ answer, fileTo }: { answer: FormAnswerView; fileTo?: FileTo }) {
  const t = useT()
  const format = useFormat()
  const { kind, text, file, rows } = answer
  if (file !== null)
    return (
      <p>
        {fileTo === undefined ? (
          <Typed>{file.name}</Typed>
        ) : (
          <A to={fileTo(file.fileId)} download>
            <Typed>{file.name}</Typed>
          </A>
        )}{' '}
        <small>{format.bytes(file.size)}</small>
        <span className="hash">SHA-256 {file.sha256}</span>
      </p>
    )
  if (rows.length > 0) return <AnsweredRows answer={answer} />
  if (text.trim() === '') return <p className="none">{t('bid.content.unanswered')}</p>
  if (kind === 'YES_NO') return <p>{text === 'yes' ? t('application.yes') : t('application.no')}</p>
  return <TypedText text={text} />
}

function AnsweredRows({ answer: { columns, rows } }: { answer: FormAnswerView }) {
  return (
    <table className="stack" lang="zh-CN">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, index) =>
              index === 0 ? (
                <th key={index} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={index} data-label={columns[index]}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

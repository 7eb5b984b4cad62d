import { useT } from '#app/i18n/provider.tsx'
import type { TieView } from '#app/services/tie/queries/ties.server.ts'
import { DateField } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { useLocalName } from '#app/ui/local-name.ts'
import { Tag } from '#app/ui/tag.tsx'
import { TypedText } from '#app/ui/typed.tsx'

/** What ties an organization to buyers. Posts `endTie` where the reader may end one. */
export function TieList({ ties }: { ties: readonly TieView[] }) {
  return (
    <ul className="rows">
      {ties.map((tie) => (
        <Tie key={tie.id} tie={tie} />
      ))}
    </ul>
  )
}

function Tie({ tie }: { tie: TieView }) {
  const t = useT()
  const nameOf = useLocalName()
  const { day } = useFormat()
  const form = useRowForm('endTie', 'tieId', tie.id)
  return (
    <li>
      <h3>
        {t(`tie.aspect.${tie.aspect}`)} · {nameOf(tie.body)}{' '}
        {tie.untilOn === null ? <Tag tone="wait">{t('tie.holds')}</Tag> : <Tag tone="plain">{t('tie.ended')}</Tag>}
      </h3>
      <TypedText text={tie.description} />
      <p className="hint">
        {tie.untilOn === null
          ? t('tie.since', { day: day(tie.fromOn) })
          : t('tie.fromUntil', { from: day(tie.fromOn), until: day(tie.untilOn) })}{' '}
        · {t(`tie.statedBy.${tie.statedBy}`)}
      </p>
      {tie.mayEnd ? (
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('tie.end')}</summary>
          <PostForm form={form}>
            <input type="hidden" name="tieId" value={tie.id} />
            <DateField form={form} name="untilOn" label={t('tie.untilOn')} />
            <Submit>{t('tie.endSubmit')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </li>
  )
}

import { hubMax } from '#app/domain/hub/schema.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { HubPage } from '#app/services/hub/queries/hub-page.server.ts'
import type { HubMember } from '#app/services/hub/queries/hub.server.ts'
import { TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

type View = Pick<HubPage, 'mayBind' | 'mayRecommend'>
type Props = { rows: readonly HubMember[]; side: 'HUB' | 'MEMBER'; view: View }

/** Memberships as one side sees them: `side` is what the reader's organization is in them. */
export function HubMembers({ rows, side, view }: Props) {
  return (
    <ul className="rows">
      {rows.map((row) => (
        <Member key={row.id} row={row} side={side} view={view} />
      ))}
    </ul>
  )
}

function Member({ row, side, view }: { row: HubMember } & Omit<Props, 'rows'>) {
  const t = useT()
  const { day } = useFormat()
  const agree = useRowForm('agree', 'membershipId', row.id)
  const leave = useRowForm('leave', 'membershipId', row.id)
  const mustAnswer = row.since === null && row.askedBy !== side
  return (
    <li>
      <h3>
        <A to={paths.organization(row.organizationId)}>
          <Typed>{row.name}</Typed>
        </A>{' '}
        {row.since === null ? (
          <Tag tone="wait">{t(mustAnswer ? 'hub.answer' : 'hub.waiting')}</Tag>
        ) : (
          <span className="hint">{t('tie.since', { day: day(row.since) })}</span>
        )}
      </h3>
      {row.recommendation === null ? null : (
        <Recommendation
          id={row.recommendation.id}
          words={row.recommendation.words}
          mayWithdraw={side === 'HUB' && view.mayRecommend}
        />
      )}
      {side === 'HUB' && row.since !== null && view.mayRecommend ? (
        <Recommend membershipId={row.id} isAgain={row.recommendation !== null} />
      ) : null}
      {view.mayBind ? (
        <div className="actions">
          {mustAnswer ? (
            <ActionButton form={agree} fields={{ membershipId: row.id }}>
              {t('hub.agree')}
            </ActionButton>
          ) : null}
          <ActionButton form={leave} fields={{ membershipId: row.id }} quiet>
            {t(row.since === null ? (mustAnswer ? 'hub.decline' : 'hub.takeBack') : 'hub.leave')}
          </ActionButton>
        </div>
      ) : null}
    </li>
  )
}

function Recommendation({ id, words, mayWithdraw }: { id: string; words: string; mayWithdraw: boolean }) {
  const t = useT()
  const form = useRowForm('withdraw', 'recommendationId', id)
  return (
    <>
      <blockquote>
        <TypedText text={words} />
      </blockquote>
      {mayWithdraw ? (
        <ActionButton form={form} fields={{ recommendationId: id }} quiet>
          {t('hub.withdraw')}
        </ActionButton>
      ) : null}
    </>
  )
}

function Recommend({ membershipId, isAgain }: { membershipId: string; isAgain: boolean }) {
  const t = useT()
  const form = useRowForm('recommend', 'membershipId', membershipId)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t(isAgain ? 'hub.recommendAgain' : 'hub.recommend')}</summary>
      <PostForm form={form}>
        <input type="hidden" name="membershipId" value={membershipId} />
        <TextArea
          form={form}
          name="words"
          label={t('hub.words')}
          hint={t('hub.wordsHint')}
          max={hubMax.words}
          rows={4}
        />
        <Submit>{t('hub.publish')}</Submit>
      </PostForm>
    </details>
  )
}

/** Asks another organization: to be let in, or to come in. */
export function AskForm({ intent }: { intent: 'join' | 'invite' }) {
  const t = useT()
  const form = useFormState(intent)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t(`hub.${intent}`)}</summary>
      <PostForm form={form}>
        <TextField
          form={form}
          name="other"
          label={t(`hub.${intent}Other`)}
          hint={t('hub.otherHint')}
          maxLength={80}
          autoComplete="off"
        />
        <Submit>{t('hub.ask')}</Submit>
      </PostForm>
    </details>
  )
}

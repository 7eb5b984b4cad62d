import { useT } from '#app/i18n/provider.tsx'
import type { ApiKeyRow } from '#app/services/api-key/queries/api-keys.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** Keys that hold, each with the way to end it. */
export function KeysInUse({ keys }: { keys: readonly ApiKeyRow[] }) {
  const t = useT()
  return (
    <Sheet labelledBy="keys">
      <h2 id="keys">{t('api-key.list')}</h2>
      {keys.length === 0 ? (
        <p>{t('api-key.empty')}</p>
      ) : (
        <ul className="rows">
          {keys.map((key) => (
            <li key={key.id}>
              <h3>
                <Typed>{key.name}</Typed>
              </h3>
              <KeyMeta row={key} />
              <Revoke row={key} />
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}

function KeyMeta({ row: { prefix, madeAt, lastUsedOn, revokedAt } }: { row: ApiKeyRow }) {
  const t = useT()
  const { instant, day } = useFormat()
  return (
    <ul className="meta">
      <li>{t('api-key.begins', { prefix })}</li>
      <li>{t('api-key.madeAt', { when: instant(madeAt) })}</li>
      <li>{lastUsedOn === null ? t('api-key.unused') : t('api-key.usedOn', { day: day(lastUsedOn) })}</li>
      {revokedAt === null ? null : <li>{t('api-key.revokedAt', { when: instant(revokedAt) })}</li>}
    </ul>
  )
}

/** What cannot be undone is one step away from the list. */
function Revoke({ row: { id, name } }: { row: ApiKeyRow }) {
  const t = useT()
  const form = useRowForm('revoke', 'keyId', id)
  return (
    <details open={form.wasRefused}>
      <summary>{t('api-key.revokeTitle')}</summary>
      <p>{t('api-key.revokeNote')}</p>
      <PostForm form={form} label={name}>
        <input type="hidden" name="keyId" value={id} />
        <Submit grave>{t('api-key.revoke')}</Submit>
      </PostForm>
    </details>
  )
}

/** What was ended lately, so that an owner sees which program must have a new key. */
export function RevokedKeys({ keys }: { keys: readonly ApiKeyRow[] }) {
  const t = useT()
  if (keys.length === 0) return null
  return (
    <Sheet labelledBy="revoked">
      <h2 id="revoked">{t('api-key.revokedTitle')}</h2>
      <ul className="rows">
        {keys.map((key) => (
          <li key={key.id}>
            <h3>
              <Typed>{key.name}</Typed>
            </h3>
            <KeyMeta row={key} />
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

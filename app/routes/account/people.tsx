import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { EmailField, RadioGroup, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ErrorSummary, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** Where the words of the roles are. */
export type RoleWords = 'account.bodyRole' | 'account.organizationRole'
export type Person = { accountId: string; name: string; email: string; roles: { membershipId: string; role: string }[] }
export type OpenInvitation = { id: string; name: string; email: string; role: string | null; expiresAt: string }

/** Who belongs here and as what; all roles of a person together. Posts `removeRole` with the membership. */
export function People({
  people,
  words,
  mayManage,
}: {
  people: readonly Person[]
  words: RoleWords
  mayManage: boolean
}) {
  const t = useT()
  const word = useDynamicT()
  const form = useFormState('removeRole')
  return (
    <>
      <ErrorSummary form={form} />
      <ul className="rows">
        {people.map((person) => (
          <li key={person.accountId}>
            <h3>
              <Typed>{person.name}</Typed>
            </h3>
            <p className="hash">{person.email}</p>
            <ul className="roles">
              {person.roles.map(({ membershipId, role }) => (
                <li key={membershipId}>
                  <span className="tag">{word(`${words}.${role}`)}</span>
                  {mayManage ? (
                    <OneButton
                      intent="removeRole"
                      field="membershipId"
                      value={membershipId}
                      label={`${t('account.team.removeRole')} ${person.name} · ${word(`${words}.${role}`)}`}
                    >
                      {t('account.team.removeRole')}
                    </OneButton>
                  ) : null}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Invitations nobody has answered yet. Posts `revoke` with the invitation. */
export function OpenInvitations({ invitations, words }: { invitations: readonly OpenInvitation[]; words: RoleWords }) {
  const t = useT()
  const word = useDynamicT()
  const format = useFormat()
  const form = useFormState('revoke')
  if (invitations.length === 0 && !form.wasRefused) return <p>{t('account.team.noPending')}</p>
  return (
    <>
      <ErrorSummary form={form} />
      <ul className="rows">
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            <h3>
              <Typed>{invitation.name}</Typed>
            </h3>
            <p className="hash">{invitation.email}</p>
            <ul className="roles">
              <li>
                <span className="tag">{word(`${words}.${invitation.role ?? ''}`)}</span>
              </li>
              <li className="hint">
                {t('account.team.expires')} {format.dayOfInstant(invitation.expiresAt)}
              </li>
              <li>
                <OneButton
                  intent="revoke"
                  field="invitationId"
                  value={invitation.id}
                  label={`${t('account.team.revoke')} ${invitation.email}`}
                >
                  {t('account.team.revoke')}
                </OneButton>
              </li>
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}

/** A small form of one button in a list; what went wrong is said above the list. */
export function OneButton({
  intent,
  field,
  value,
  label,
  children,
}: {
  intent: string
  field: string
  value: string
  label: string
  children: string
}) {
  return (
    <form method="post" className="inline">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name={field} value={value} />
      <button type="submit" className="link" aria-label={label}>
        {children}
      </button>
    </form>
  )
}

/** Name, address and role of the next colleague. */
export function InviteForm({ roles, words }: { roles: readonly string[]; words: RoleWords }) {
  const t = useT()
  const word = useDynamicT()
  const form = useFormState('invite')
  return (
    <PostForm form={form}>
      <p>{t('account.team.inviteIntro')}</p>
      <TextField form={form} name="name" label={t('account.label.name')} autoComplete="off" className="short" />
      <EmailField form={form} name="email" label={t('account.label.email')} autoComplete="off" />
      <RadioGroup
        form={form}
        name="role"
        label={t('account.label.role')}
        options={roles.map((role) => ({
          value: role,
          label: word(`${words}.${role}`),
          hint: word(`${words}Hint.${role}`),
        }))}
      />
      <Submit>{t('account.team.send')}</Submit>
    </PostForm>
  )
}

import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  feeModes,
  reliefs,
  removeServiceForm,
  serviceClasses,
  serviceForm,
  serviceMax,
} from '#app/domain/fee/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type GroupChoice, readGroupChoices } from '#app/services/call/groups-in-force.server.ts'
import { type ProjectPage, readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { addServiceItem, removeServiceItem } from '#app/services/project/service-items.server.ts'
import { FeeWords } from '#app/ui/fee/fee-sheet.tsx'
import { ServiceTable } from '#app/ui/fee/service-table.tsx'
import { MoneyField, RadioGroup, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })
type View = { project: ProjectPage; choices: GroupChoice[] }

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }): Promise<View> => {
  const project = orNotFound(await readProjectPage(ctx, { projectId: id }))
  return { project, choices: await readGroupChoices(ctx) }
})

export const action = pageAction(
  { may: 'officer', params },
  {
    add: on(serviceForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addServiceItem(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauServices(id), 'fee.toast.added') : outcome
    }),
    remove: on(removeServiceForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await removeServiceItem(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauServices(id), 'fee.toast.removed') : outcome
    }),
  },
)

export const meta = pageMeta<View>((t, { project }) => `${t('fee.services')} · ${project.title}`)

export default function ServiceItems() {
  const { project, choices } = useLoaderData<typeof loader>() as View
  const t = useT()
  const remove = useFormState('remove')
  const { contract, services, may } = project
  const mayChange = contract.state === 'DRAFT' && may.draftContract
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(project.id), text: project.projectNo },
      ]}
    >
      <Sheet>
        <h1>{t('fee.services')}</h1>
        <p>
          <Typed>{project.title}</Typed> · {contract.contractNo}
        </p>
        <p>{t(contract.state === 'DRAFT' ? 'fee.list.lead' : 'fee.list.onlyDraft')}</p>
        <div className="note">
          <FeeWords fees={project.callFees} />
        </div>
        {services.length === 0 ? <p>{t('fee.list.none')}</p> : null}
        <ServiceTable
          services={services}
          then={(service) =>
            mayChange ? (
              <ActionButton form={remove} version={contract.version} quiet fields={{ serviceId: service.id }}>
                {t('fee.list.remove')}
              </ActionButton>
            ) : null
          }
        />
      </Sheet>
      {mayChange && services.length < serviceMax.count ? <Add project={project} choices={choices} /> : null}
    </Page>
  )
}

function Add({ project: { contract, callFees }, choices }: { project: ProjectPage; choices: readonly GroupChoice[] }) {
  const t = useT()
  const reliefOf = (code: string) => callFees.groups.find((group) => group.code === code)?.relief ?? 'NONE'
  const form = useFormState('add', {
    class: 'PUBLIC_BENEFIT',
    mode: 'FREE',
    groups: choices.map(({ code }) => ({ code, relief: reliefOf(code) })),
  })
  return (
    <Sheet labelledBy="add">
      <h2 id="add">{t('fee.list.add')}</h2>
      <PostForm form={form} version={contract.version}>
        <TextField form={form} name="name" label={t('fee.list.name')} maxLength={serviceMax.name} autoComplete="off" />
        <TextField
          form={form}
          name="unit"
          label={t('fee.list.unit')}
          hint={t('fee.list.unitHint')}
          maxLength={serviceMax.unit}
          autoComplete="off"
        />
        <RadioGroup
          form={form}
          name="class"
          label={t('fee.list.class')}
          options={serviceClasses.map((value) => ({ value, label: t(`fee.class.${value}`) }))}
        />
        <MoneyField form={form} name="cost" label={t('fee.list.cost')} />
        <RadioGroup
          form={form}
          name="mode"
          label={t('fee.list.mode')}
          options={feeModes
            .filter((value) => value === 'FREE' || callFees.terms !== null)
            .map((value) => ({ value, label: t(`fee.mode.${value}`), hint: t(`fee.modeHint.${value}`) }))}
        />
        {callFees.terms === null ? null : (
          <>
            <MoneyField form={form} name="fee" label={t('fee.list.fee')} hint={t('fee.list.feeHint')} optional />
            <MoneyField
              form={form}
              name="reduced"
              label={t('fee.list.reduced')}
              hint={t('fee.list.reducedHint')}
              optional
            />
            <section>
              <h3>{t('fee.list.groups')}</h3>
              <p className="hint">{t('fee.list.groupsHint')}</p>
              {choices.map(({ code, name }, index) => (
                <div key={code}>
                  <input type="hidden" name={`groups[${index}].code`} value={code} />
                  <SelectField
                    form={form}
                    name={`groups[${index}].relief`}
                    label={name}
                    options={reliefs.map((value) => ({ value, label: t(`fee.list.relief.${value}`) }))}
                  />
                </div>
              ))}
            </section>
          </>
        )}
        <Submit>{t('fee.list.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}

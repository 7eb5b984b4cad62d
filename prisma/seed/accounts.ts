/** Constants of the demonstration, printed when the site starts: they guard nothing but invented data. */
export const demonstrationPassword = 'gongyi-demo-2026'
/** One secret for all, so that one entry in an authenticator app serves every role. */
export const demonstrationTotpSecret = 'GONGYIHUIDEMONSTRATIONSECRETKEYS'
/** The passphrase of every official's opening key (开标口令). */
export const demonstrationPassphrase = 'gongyi-demo-opening'
/** Opens the organizations' own copies of every bid that the demonstration sealed. */
export const demonstrationRetrievalCode = 'DEM0-DEM0-DEM0-DEM0-DEM0'

export type DemonstrationAccount = {
  role: string
  email: string
  password: string
  totpSecret?: string
  openingPassphrase?: string
}

export const addressOf = (name: string): string => `${name}@demo.example`

const account = (role: string, name: string, hasSecondFactor: boolean, isKeyholder = false): DemonstrationAccount => ({
  role,
  email: addressOf(name),
  password: demonstrationPassword,
  ...(hasSecondFactor ? { totpSecret: demonstrationTotpSecret } : {}),
  ...(isKeyholder ? { openingPassphrase: demonstrationPassphrase } : {}),
})

/** One person of every role: the body is Minhang's, the organization 晴川社区服务中心. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  account('administrator 管理员', 'admin', true),
  account('officer 经办人', 'officer', true, true),
  account('second officer 经办人', 'officer2', true, true),
  account('approver 审批人', 'approver', true, true),
  account('finance 财务', 'finance', true),
  account('supervisor 监督员', 'supervisor', true, true),
  account('evaluator 评估员', 'evaluator', true),
  account('organization owner 负责人', 'owner', false),
  account('organization editor 填报员', 'editor', false),
  account('organization certifier 授权代表', 'certifier', false),
  account('expert (chair) 评审组长', 'expert', true),
  account('expert 评审专家', 'expert2', true),
  account('resident 居民', 'resident', false),
]

/** What an appeal must say before it may be submitted. */
export type AppealContent = {
  readonly approvalNo: string
  readonly approvedByName: string
  readonly raiserLicence: string
  readonly partnerName: string
  readonly partnerLicence: string
  readonly bankText: string
}
export type Missing = 'approval' | 'licence' | 'bank'

/**
 * What is still missing. Without a qualification to raise money publicly (公开募捐资格), a partner that has one raises together with whoever
 * asks (慈善法 2023, art. 22 and 26).
 */
export const missingIn = (appeal: AppealContent): Missing[] => [
  ...(appeal.approvalNo === '' || appeal.approvedByName === '' ? ['approval' as const] : []),
  ...(appeal.raiserLicence === '' && (appeal.partnerName === '' || appeal.partnerLicence === '')
    ? ['licence' as const]
    : []),
  ...(appeal.bankText === '' ? ['bank' as const] : []),
]

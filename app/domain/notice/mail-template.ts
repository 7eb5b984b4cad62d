/** Every letter the house sends; its words are in app/i18n/<locale>/mail.ts. */
export const mailTemplates = [
  'confirmEmail',
  'resetPassword',
  'passwordChanged',
  'invitation',
  'accountExists',
  'callReturned',
  'callPublished',
  'bidSealed',
  'seatOffered',
  'resultPublished',
  'contractOffered',
  'contractSigned',
  'reportSubmitted',
  'reportReturned',
  'milestoneAccepted',
  'trancheReleased',
  'objectionRaised',
] as const
export type MailTemplate = (typeof mailTemplates)[number]

import type { Shape } from '../shape.ts'
import type { apiKey as source } from '../zh-CN/api-key.ts'

export const apiKey = {
  title: 'API keys',
  lead: 'The data interface can be read without a key. If a program of yours reads much and often, make a key for it here: it may then ask many more times. A key reads exactly what everybody reads; all of it is public.',
  limits:
    'Without a key: at most {{points}} requests in {{seconds}} seconds from one network address. With a key: at most {{keyPoints}} in {{seconds}} seconds for each key.',
  guide: 'How to use the data interface',
  manage: 'Manage API keys',
  empty: 'You have no API key yet.',
  full: 'An account has at most {{most}} keys at a time. To make another, first revoke one that you do not use.',
  make: { title: 'Make a new key', submit: 'Make the key' },
  label: {
    name: 'Name',
    nameHint: 'Say which program it is for, such as “analysis script”. At most {{most}} at a time.',
  },
  made: {
    title: 'Your new key',
    once: 'The key is shown here once. After you leave this page nobody can show it again. Copy it now and keep it somewhere safe. If you lose it, revoke it and make another.',
    use: 'The program sends it with every request:',
    done: 'I have saved it, go back',
  },
  list: 'Keys in use',
  revokedTitle: 'Revoked keys',
  begins: 'Begins with {{prefix}}…',
  madeAt: 'Made {{when}}',
  usedOn: 'Last used: {{day}}',
  unused: 'Not used yet',
  revokedAt: 'Revoked {{when}}',
  revokeTitle: 'Revoke',
  revokeNote: 'Programs that use this key are refused at once. This cannot be undone.',
  revoke: 'Revoke this key',
  toast: { revoked: 'The key is revoked' },
  refusal: {
    'too-many': 'You have as many API keys as an account may have. First revoke one that you do not use.',
    'name-taken': 'You already have a key of this name. Please choose another name.',
    settled: 'A key cannot be changed, only revoked.',
  },
} as const satisfies Shape<typeof source>

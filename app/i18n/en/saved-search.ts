import type { Shape } from '../shape.ts'
import type { savedSearch as source } from '../zh-CN/saved-search.ts'

export const savedSearch = {
  title: 'Saved searches',
  lead: 'When a new call, project or organization answers one of these searches, we write to you as often as you chose. Each thing is told of once for each search.',
  empty:
    'You have not saved a search yet. Search for a field, a place, an organization or a word that matters to you, then press “Save this search” below the results.',
  toSearch: 'Go to the search',
  savedAt: 'Saved {{when}}',
  toldAt: 'Last letter: {{when}}',
  notTold: 'No letter yet',
  label: { name: 'Name', pace: 'Letters by e-mail' },
  hint: 'Beijing time: daily letters leave at 8:00 in the morning, weekly ones at 8:00 on Monday. When nothing is new, none is sent. If you have set quiet hours, letters wait until they are over.',
  pace: { AT_ONCE: 'Soon after publication', DAILY: 'One a day', WEEKLY: 'One a week', NONE: 'No letters' },
  save: 'Save this search',
  change: 'Save the change',
  changeTitle: 'Change',
  remove: 'Remove this search',
  see: 'See the results',
  keep: {
    title: 'Follow this search',
    saved: 'You have saved this search.',
    manage: 'Manage saved searches',
    signIn: 'Sign in to save it and be written to when something is new',
    follow: 'Or follow it without signing in:',
    calendarHint:
      'Add the address of the calendar to the calendar of your phone or computer: deadlines that move are kept up to date.',
  },
  create: { title: 'Save a search', lead: 'We write to you when something new answers this search:' },
  toast: { saved: 'Saved', changed: 'Changed', removed: 'Removed', stopped: 'No more letters' },
  stop: {
    title: 'Stop the letters',
    ask: 'We will no longer write to you about the search “{{name}}”. The search itself stays, and so do the letters of your other searches.',
    submit: 'Stop the letters',
    done: 'Stopped. We no longer write to you about the search “{{name}}”.',
    again: 'To have letters again, sign in and change it in your saved searches.',
  },
  refusal: {
    'too-many': 'You have saved as many searches as can be kept. Remove one that you no longer need.',
    'saved-already': 'You have saved this search already: once is enough.',
    settled: 'What is saved cannot be changed that way.',
    silent: 'No letters are sent for this search.',
    letters: 'There were letters enough today. The next ones leave tomorrow.',
    hidden: 'Some of it is not public at the moment.',
  },
} as const satisfies Shape<typeof source>

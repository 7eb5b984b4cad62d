import { nameCharactersMax } from '#app/domain/saved-search/schema.ts'
import type { SearchAsk } from '#app/domain/search/ask.ts'
import { translator } from '#app/i18n/translate.ts'
import { readAskNames } from '#app/services/search/ask-names.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { searchName } from './search-name.ts'

/** What a saved search is called until somebody calls it something else: no longer than a name may be. */
export async function defaultName(ctx: Context, asked: SearchAsk): Promise<string> {
  const name = searchName(translator(ctx.locale), ctx.locale, asked, await readAskNames(ctx.db, asked.ask))
  const characters = Array.from(name)
  return characters.length <= nameCharactersMax ? name : `${characters.slice(0, nameCharactersMax - 1).join('')}…`
}

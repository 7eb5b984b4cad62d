declare module 'eslint-plugin-jsx-a11y' {
  import type { Linter } from 'eslint'
  const plugin: { flatConfigs: Record<'strict' | 'recommended', Linter.Config> }
  export default plugin
}

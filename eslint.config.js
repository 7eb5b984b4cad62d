// @ts-check
import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const takeItAsAnArgument = (/** @type {string} */ selector, /** @type {string} */ what) => ({
  selector,
  message: `Take ${what} as an argument: rules are pure.`,
})

/** Pages are only ever rendered on the server: what the rules for React's compiler look for cannot happen. */
const hooks = {
  ...reactHooks.configs.flat.recommended,
  rules: { 'react-hooks/rules-of-hooks': /** @type {const} */ ('error') },
}

export default defineConfig(
  globalIgnores(['build', 'prisma/generated', 'node_modules', '.data', 'test-results', '.config/*.cjs']),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, hooks, jsxA11y.flatConfigs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Remix answers by throwing a Response; that is its contract.
      '@typescript-eslint/only-throw-error': [
        'error',
        {
          allow: [
            { from: 'lib', name: 'Response' },
            { from: 'package', name: 'TypedResponse', package: '@remix-run/server-runtime' },
          ],
        },
      ],
      // There are hardly any classes here and no enums of our own; looking for them takes a third of the time.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      'jsx-a11y/no-redundant-roles': ['error', { ul: ['list'], ol: ['list'] }],
    },
  },
  {
    // No React here: `useDatabase` is a test's fixture, not a hook.
    files: ['tests/**/*.ts'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
  {
    // JavaScript is type-checked too (checkJs): the compiler knows the globals better.
    files: ['**/*.{js,mjs}'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['app/domain/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'fetch', 'process'],
      'no-restricted-syntax': [
        'error',
        takeItAsAnArgument("NewExpression[callee.name='Date'][arguments.length=0]", '`now`'),
        takeItAsAnArgument("CallExpression[callee.object.name='Date'][callee.property.name='now']", '`now`'),
        takeItAsAnArgument(
          "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          'a random source',
        ),
      ],
    },
  },
)

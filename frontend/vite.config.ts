import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { countryCodes, geography } from './geography.ts'
import { licences } from './licences.ts'

// Everything is served from one origin under a policy without inline script or style: no polyfill, no inlined asset.
export default defineConfig({
  plugins: [svelte(), countryCodes(), geography(), licences()],
  build: {
    outDir: process.env.KHABAR_APP_OUT ?? '../src/khabar/web/static',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
    // Few files: what most views share comes at once with the first page, and so does all style; a view is one file more.
    cssCodeSplit: false,
    rolldownOptions: { output: { advancedChunks: { groups: [{ name: 'shared', test: /node_modules\/(svelte|esm-env|clsx)|src\/(lib|api|components\/[A-Z]|styles)/ }] } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8700' } },
})

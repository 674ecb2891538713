// The office reckons with Temporal; browsers that lack it fetch it before the first page of the office runs.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')

export {}

import type { Config } from '@react-router/dev/config'

export default {
  // `src`, so that pages may live in the modules and still get generated types.
  appDirectory: 'src',
  buildDirectory: 'build',
  ssr: true,
} satisfies Config

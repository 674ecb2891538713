import type { Module } from '#platform/module.ts'
import { endpoints } from './http.ts'
import { jobs } from './jobs.ts'
import './events.ts'

export const analyticsModule: Module = { name: 'analytics', endpoints, jobs }

import type { Module } from '#platform/module.ts'
import { endpoints } from './http.ts'
import { jobs } from './jobs.ts'

export const crmModule: Module = { name: 'crm', endpoints, jobs }

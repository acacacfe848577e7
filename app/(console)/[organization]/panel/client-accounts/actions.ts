"use server"

import { createClient } from "@/lib/clients/create"
import { letIn } from "@/lib/clients/let-in"
import { letOut } from "@/lib/clients/let-out"
import { action } from "@/lib/doors/action"

export const createClientAction = action(createClient)
export const letInAction = action(letIn)
export const letOutAction = action(letOut)

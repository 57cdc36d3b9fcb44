import {
  keepPreviousData,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { RouteName } from '../../src/api/contract/paths.ts';
import type { AnswerOf, BodyOf, QueryOf } from '../../src/api/contract/routes.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { type CallError, call } from './call.ts';

/** What a route answers, kept until something may have changed; what was shown before stays meanwhile. */
export function useAnswer<Name extends RouteName>(
  name: Name,
  asking: { readonly id?: string; readonly query?: Partial<QueryOf<Name>>; readonly isOff?: boolean } = {},
): UseQueryResult<AnswerOf<Name>, CallError> {
  const { language } = usePreferences();
  const { isOff = false, ...rest } = asking;
  return useQuery<AnswerOf<Name>, CallError>({
    queryKey: [name, rest, language],
    queryFn: ({ signal }) => call(name, { ...rest, language, signal }),
    placeholderData: keepPreviousData,
    enabled: !isOff,
  });
}

/** Asks for a change; everything that is shown is asked for again afterwards. */
export function useChange<Name extends RouteName>(
  name: Name,
): UseMutationResult<AnswerOf<Name>, CallError, BodyOf<Name>> {
  const { language } = usePreferences();
  const client = useQueryClient();
  return useMutation<AnswerOf<Name>, CallError, BodyOf<Name>>({
    mutationFn: (body) => call(name, { body, language }),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** The scripts that let a shell ask `glacier-jobs complete` for the next word; each can be sourced repeatedly. */
export const COMPLETION_SCRIPTS = {
  bash: String.raw`_glacier_jobs() {
  local line words=(complete --)
  COMPREPLY=()
  # Bash also splits words at "=".
  for line in "${'$'}{COMP_WORDS[@]:1:COMP_CWORD-1}"; do [[ $line == = ]] || words+=("$line"); done
  while IFS= read -r line; do COMPREPLY+=("${'$'}{line%%$'\t'*}"); done \
    < <(glacier-jobs "${'$'}{words[@]}" "${'$'}{COMP_WORDS[COMP_CWORD]#=}" 2>/dev/null)
}
complete -o default -F _glacier_jobs glacier-jobs`,
  zsh: String.raw`_glacier_jobs() {
  local -a found=("${'$'}{(@f)$(glacier-jobs complete -- "${'$'}{(@)words[2,CURRENT]}" 2>/dev/null)}")
  found=("${'$'}{(@)found/$'\t'/:}")
  if [[ -n "$found" ]]; then _describe glacier-jobs found; else _files; fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i; }
compdef _glacier_jobs glacier-jobs`,
  fish: String.raw`function __glacier_jobs
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found (glacier-jobs complete -- $words[2..] "$current" 2>/dev/null)
    set -q found[1]; and printf '%s\n' $found; or __fish_complete_path "$current"
end
complete -c glacier-jobs -e
complete -c glacier-jobs -f -a '(__glacier_jobs)'`,
} as const;

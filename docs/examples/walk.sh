#!/usr/bin/env bash
# The walk of docs/integration.md with curl: HOST=http://127.0.0.1:3000 KEY=pk_… ./walk.sh
# Every step says what it found; a wrong finding ends it with 1.
set -euo pipefail
HOST=${HOST:-http://127.0.0.1:3000}
LIMIT=${LIMIT:-6000} # requests a minute that the server lets an integration send (RATE_LIMIT_INTEGRATION)
API="$HOST/api/v1"
MARK=$(date +%s)$RANDOM
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

# Reads one member of the JSON on standard input. With jq at hand: jq -r ".$1"
member() { node -e 'let t="";process.stdin.on("data",d=>t+=d).on("end",()=>console.log(process.argv[1].split(".").reduce((v,n)=>v?.[n],JSON.parse(t))))' "$1"; }
# --retry waits as long as Retry-After says when the answer is 429 or 503.
call() { curl -sS --retry 5 -X "$1" "$API$2" -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' "${@:3}"; }
status() { call "$@" -o "$WORK/answer" -w '%{http_code}'; }
must() { [ "$2" = "$3" ] || { echo "$1: wanted $3, got $2: $(head -c 500 "$WORK/answer" 2>/dev/null)" >&2; exit 1; }; }

# 1. A thousand customers up, and the same thousand again.
{
  printf '{"data":['
  for i in $(seq 1 1000); do
    [ "$i" = 1 ] || printf ','
    printf '{"externalId":"SH-%s-%s","kind":"company","name":"مشتری %s %s","relation":"customer","city":"تهران"}' "$MARK" "$i" "$i" "$MARK"
  done
  printf ']}'
} > "$WORK/rows.json"
CURSOR=$(call GET '/changes?after=latest' | member nextCursor)
call POST /accounts/bulk --data-binary "@$WORK/rows.json" > "$WORK/answer"
must 'first upsert' "$(member created < "$WORK/answer")" 1000
call POST /accounts/bulk --data-binary "@$WORK/rows.json" > "$WORK/answer"
must 'second upsert' "$(member created < "$WORK/answer")/$(member updated < "$WORK/answer")" 0/0
echo 'upsert    1000 created, then 1000 unchanged'

# 2. The feed of changes: page by page from where we were, until it has nothing new. Others write meanwhile.
for i in $(seq 1 10); do
  call POST /accounts -d "{\"externalId\":\"SH-$MARK-more-$i\",\"name\":\"مشتری تازه $i $MARK\"}" > /dev/null
done &
WRITER=$!
: > "$WORK/seen"
while :; do
  ENDED=$(kill -0 "$WRITER" 2> /dev/null && echo no || echo yes)
  call GET "/changes?after=$CURSOR&types=account&limit=500" > "$WORK/answer"
  node -e 'for (const c of JSON.parse(require("fs").readFileSync(process.argv[1])).data)
    if (c.action === "create" && String(c.after?.externalId).startsWith(process.argv[2])) console.log(c.recordId)' \
    "$WORK/answer" "SH-$MARK-" >> "$WORK/seen"
  NEXT=$(member nextCursor < "$WORK/answer")
  # Keep it with what you made of the page. The same again means: nothing new.
  [ "$NEXT" = "$CURSOR" ] && [ "$ENDED" = yes ] && break
  [ "$NEXT" = "$CURSOR" ] && sleep 0.5
  CURSOR=$NEXT
done
wait "$WRITER"
must 'changes seen' "$(wc -l < "$WORK/seen" | tr -d ' ')" 1010
must 'changes seen once' "$(sort -u "$WORK/seen" | wc -l | tr -d ' ')" 1010
echo 'changes   1010 of 1010 seen once, while another writer wrote'

# 3. The answer got lost: the same request again makes no second customer.
BODY="{\"externalId\":\"SH-$MARK-once\",\"name\":\"یک بار $MARK\"}"
FIRST=$(call POST /accounts -H "Idempotency-Key: once-$MARK" -d "$BODY" | member id)
SECOND=$(call POST /accounts -H "Idempotency-Key: once-$MARK" -d "$BODY" | member id)
must 'repeated request' "$SECOND" "$FIRST"
must 'same key, other body' "$(status POST /accounts -H "Idempotency-Key: once-$MARK" -d '{"name":"دیگر"}')" 409
echo 'repeat    the first answer again; another body with this key is 409'

# 4. Somebody was faster: 412 tells what is there now.
must 'their change' "$(status PATCH "/accounts/$FIRST" -H 'If-Match: "1"' -d '{"city":"اصفهان"}')" 200
must 'my stale change' "$(status PATCH "/accounts/$FIRST" -H 'If-Match: "1"' -d '{"city":"مشهد"}')" 412
must 'their value' "$(member current.city < "$WORK/answer")" 'اصفهان'
VERSION=$(member current.version < "$WORK/answer")
must 'my change on top' "$(status PATCH "/accounts/$FIRST" -H "If-Match: \"$VERSION\"" -d '{"city":"مشهد"}')" 200
echo "conflict  412: mine مشهد, theirs اصفهان; saved on top of version $VERSION"

# 5. Too fast: 429 says how long to wait, and after that it goes on.
CODES=$(curl -sS --no-progress-meter -Z --parallel-max 20 -o /dev/null -w '%{http_code}\n' -H "Authorization: Bearer $KEY" "$API/me?n=[1-$((LIMIT + 20))]")
grep -q 429 <<< "$CODES" || { echo "no 429 within $LIMIT requests: set LIMIT to what the server allows" >&2; exit 1; }
WAIT=$(curl -sS -o /dev/null -D - -H "Authorization: Bearer $KEY" "$API/me" | tr -d '\r' | sed -n 's/^retry-after: //p')
must 'after waiting' "$(status GET /me)" 200
echo "limit     429${WAIT:+ with Retry-After $WAIT}; waited, and it went on"

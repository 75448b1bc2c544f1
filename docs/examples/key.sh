#!/usr/bin/env bash
# Makes an integration user with a role of its own and prints an API key for it. Once per integration:
#   HOST=http://127.0.0.1:3000 ADMIN_PASSWORD=… NAME=accounting ./key.sh
set -euo pipefail
HOST=${HOST:-http://127.0.0.1:3000}
NAME=${NAME:-integration}
API="$HOST/api/v1"

# Reads one member of the JSON on standard input. With jq at hand: jq -r ".$1"
member() { node -e 'let t="";process.stdin.on("data",d=>t+=d).on("end",()=>console.log(process.argv[1].split(".").reduce((v,n)=>v?.[n],JSON.parse(t))))' "$1"; }
post() { curl -sS --fail-with-body -X POST "$API$1" -H "Authorization: Bearer ${TOKEN:-}" -H 'Content-Type: application/json' -d "$2"; }

TOKEN=$(post /auth/login "{\"username\":\"${ADMIN:-admin}\",\"password\":\"$ADMIN_PASSWORD\"}" | member accessToken)

# What the key may do: read, write and follow the changes of customers. `history` is what the feed of changes asks for.
ROLE=$(post /roles "{\"name\":\"$NAME\",\"grants\":[
  {\"recordType\":\"account\",\"action\":\"view\",\"scope\":\"all\"},
  {\"recordType\":\"account\",\"action\":\"create\",\"scope\":\"all\"},
  {\"recordType\":\"account\",\"action\":\"edit\",\"scope\":\"all\"},
  {\"recordType\":\"account\",\"action\":\"history\",\"scope\":\"all\"}]}" | member id)
USER_ID=$(post /users "{\"username\":\"$NAME\",\"fullName\":\"$NAME\",\"kind\":\"integration\",\"roleIds\":[\"$ROLE\"]}" | member id)

# The key is in this one answer and nowhere else.
post /api-keys "{\"name\":\"$NAME\",\"userId\":\"$USER_ID\"}" | member key

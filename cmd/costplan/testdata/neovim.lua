-- What somebody does in Neovim: opens a file, sees what is wrong, takes the fix,
-- sees what it costs, and saves. Each step says what it saw; the test reads that.
-- Needs the environment variable COSTPLAN, the path of the program.

local function say(...) io.stdout:write(table.concat({ ... }, " "), "\n") end

local function give_up(why)
  say("FAILED:", why)
  vim.cmd("cquit")
end

local function wait_for(what, holds)
  if not vim.wait(15000, holds, 20) then
    give_up("waited in vain for " .. what)
  end
end

local config = {
  name = "costplan",
  cmd = { vim.env.COSTPLAN, "lsp" },
  root_dir = vim.fn.getcwd(),
}
local buffer = vim.api.nvim_get_current_buf()
local id
if vim.lsp.start then -- since 0.8
  id = vim.lsp.start(config)
else
  id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(buffer, id)
end

local function ask(method, params)
  local answers, why = vim.lsp.buf_request_sync(buffer, method, params, 15000)
  local answer = answers and answers[id]
  if not answer or answer.err then
    give_up(method .. ": " .. vim.inspect(why or answer))
  end
  return answer.result
end

local function codes()
  local list = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(list, ("%d:%d %s"):format(d.lnum + 1, d.col + 1, d.code or d.user_data.lsp.code))
  end
  table.sort(list)
  return table.concat(list, ", ")
end

local document = { uri = vim.uri_from_bufnr(buffer) }
local function at(line, character) return { line = line - 1, character = character - 1 } end

wait_for("findings", function() return codes() ~= "" end)
say("findings:", codes())

local place = at(7, 15)
local encoding = vim.lsp.get_client_by_id(id).offset_encoding
for _, action in ipairs(ask("textDocument/codeAction", { textDocument = document, range = { start = place, ["end"] = place }, context = { diagnostics = {} } })) do
  say("offered:", action.title)
  if action.title == "write 8" then
    vim.lsp.util.apply_workspace_edit(action.edit, encoding)
  end
end
say("line:", vim.api.nvim_buf_get_lines(buffer, 6, 7, true)[1])
wait_for("the finding to go", function() return not codes():find("CP305") end)
say("findings:", codes())

local everything = { start = at(1, 1), ["end"] = { line = vim.api.nvim_buf_line_count(buffer), character = 0 } }
for _, hint in ipairs(ask("textDocument/inlayHint", { textDocument = document, range = everything })) do
  say("hint:", tostring(hint.position.line + 1), hint.label)
end
say("hover:", (vim.split(ask("textDocument/hover", { textDocument = document, position = at(3, 5) }).contents.value, "\n")[1]))

vim.api.nvim_buf_set_lines(buffer, -1, -1, true, { "    suffix: a", "    ca" })
local labels = {}
for _, item in ipairs(ask("textDocument/completion", { textDocument = document, position = at(11, 7) }).items) do
  table.insert(labels, item.label)
end
say("proposed:", table.concat(labels, " "))
vim.api.nvim_buf_set_lines(buffer, -3, -1, true, {})

vim.cmd("silent write")
local clients = vim.lsp.get_clients or vim.lsp.get_active_clients -- the first since 0.10
vim.lsp.stop_client(id)
wait_for("the server to end", function() return #clients() == 0 end)
say("done")
vim.cmd("quit")
